import { IconInfoCircle } from '@tabler/icons-react';
import classes from './Notice.module.css';

/** What everybody should know about this workspace, in the words of the server. */
export function Notice({ text }: { text: string }) {
  return (
    <p className={classes.notice} role="note">
      <IconInfoCircle size={18} aria-hidden />
      {text}
    </p>
  );
}
