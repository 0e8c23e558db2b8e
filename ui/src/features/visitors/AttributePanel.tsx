import { IconLock } from '@tabler/icons-react';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { counted } from '@/lib/numbers';
import classes from './AttributePanel.module.css';
import { AttributeValue } from './AttributeValue';
import type { Shown } from './model';

/** What is known, each value drawn as its type asks. */
export function AttributePanel({ title, attributes }: { title: string; attributes: readonly Shown[] }) {
  return (
    <Panel title={title} aside={<span className="soft">{counted(attributes.length, 'value')}</span>}>
      {attributes.length === 0 && (
        <EmptyState title="Nothing is known yet">
          Attributes get values when events of this visitor carry them.
        </EmptyState>
      )}
      <dl className={classes.attributes}>
        {attributes.map(({ name, title: label, type, restricted, value }) => (
          <div key={name} className={classes.attribute}>
            <dt title={name}>
              {label}
              {restricted && (
                <span title="Restricted: personal data, kept out of public views">
                  {' '}
                  <IconLock size={14} aria-label="restricted" />
                </span>
              )}
            </dt>
            <dd>
              <AttributeValue type={type} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
