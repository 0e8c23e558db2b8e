import type { Definition } from '@/api/schema';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { Time } from '@/components/Time';
import classes from './Rows.module.css';
import { bySince } from './model';

/** The segments a visitor is in, the latest first. */
export function SegmentPanel({
  held,
  segments,
}: {
  held: Record<string, { since: string }>;
  segments: readonly Definition[];
}) {
  const memberships = bySince(held);
  return (
    <Panel title="Segments">
      {memberships.length === 0 && <EmptyState title="In no segment">It shows here when that changes.</EmptyState>}
      <ul className={classes.rows} aria-label="Segments">
        {memberships.map(({ name, since }) => (
          <li key={name} className={classes.row}>
            <span>{segments.find((each) => each.name === name)?.title ?? name}</span>
            <span className="soft">
              since <Time at={since} as="minute" />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
