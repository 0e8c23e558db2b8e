import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { Snippet } from './model';
import classes from './SnippetView.module.css';

/** Something to paste into a terminal. */
export function SnippetView({ snippet }: { snippet: Snippet }) {
  return (
    <figure className={classes.snippet}>
      <figcaption className={classes.caption}>
        {snippet.says}
        <CopyButton value={snippet.shell}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </figcaption>
      <pre className={`${classes.shell} mono`} tabIndex={0} aria-label={snippet.says}>
        {snippet.shell}
      </pre>
    </figure>
  );
}
