import type { Definition } from '@/api/schema';
import { Panel } from '@/components/Panel';
import { ANONYMOUS } from '@/lib/identifier';
import classes from './Rows.module.css';

/** Every value the visitor is known by. */
export function IdentifierPanel({
  identifiers,
  kinds,
}: {
  identifiers: Record<string, string[]>;
  kinds: readonly Definition[];
}) {
  const title = (kind: string) =>
    kind === ANONYMOUS ? 'Anonymous id' : (kinds.find((each) => each.name === kind)?.title ?? kind);
  return (
    <Panel title="Known by">
      <dl className={classes.rows}>
        {Object.entries(identifiers).map(([kind, values]) => (
          <div key={kind} className={classes.row}>
            <dt className="soft">{title(kind)}</dt>
            <dd className={classes.values}>
              {values.map((value) => (
                <span key={value} className="mono">
                  {value}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
