import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { BadgeIcon } from '@/components/BadgeIcon';
import { EmptyState } from '@/components/EmptyState';
import { Failure } from '@/components/Failure';
import { Loading } from '@/components/Loading';
import { Panel } from '@/components/Panel';
import { movesSince, type Moves } from '@/lib/live/feed';
import { useLive } from '@/lib/live/LiveContext';
import { counted, short, whole } from '@/lib/numbers';
import { useNow } from '@/lib/useNow';
import { workspaceQuery } from '@/lib/workspace';
import { statsQuery } from './api';
import classes from './Groups.module.css';

/** How long a join or a leave stays visible beside its segment. */
const FLASH_MILLIS = 6_000;

/** How many visitors are in each segment and wear each badge, with what changes while one looks. */
export function Groups() {
  const stats = useQuery(statsQuery);
  const workspace = useQuery(workspaceQuery);
  const { feed } = useLive();
  const since = useNow(1_000) - FLASH_MILLIS;
  if (stats.isPending) return <Loading rows={5} label="Loading segments and badges" />;
  if (stats.data === undefined) {
    return <Failure what="Segments and badges" error={stats.error} onRetry={stats.refetch} />;
  }
  const { segments, badges } = stats.data;
  return (
    <>
      <Group
        title="Segments"
        empty="No segments are defined"
        sizes={segments}
        moves={movesSince(feed.happenings, 'segment', since)}
      />
      <Group
        title="Badges"
        empty="No badges are defined"
        sizes={badges}
        moves={movesSince(feed.happenings, 'badge', since)}
        icon={(name) => (
          <BadgeIcon badge={workspace.data?.badges.find((each) => each.name === name) ?? { name }} size={16} />
        )}
      />
    </>
  );
}

function Group({
  title,
  empty,
  sizes,
  moves,
  icon,
}: {
  title: string;
  empty: string;
  sizes: Record<string, { title: string; count: number }>;
  moves: Map<string, Moves>;
  icon?: (name: string) => ReactNode;
}) {
  const entries = Object.entries(sizes);
  return (
    <Panel title={title} aside={<span className="soft">visitors</span>}>
      {entries.length === 0 && <EmptyState title={empty}>They appear here once the workspace has some.</EmptyState>}
      <ul className={classes.group}>
        {entries.map(([name, size]) => (
          <li key={name} className={classes.member}>
            {icon?.(name)}
            <span className={classes.title}>{size.title}</span>
            <Change moves={moves.get(name)} />
            <span className={`${classes.count} number`} title={counted(size.count, 'visitor')}>
              {short(size.count)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Change({ moves }: { moves: Moves | undefined }) {
  if (moves === undefined) {
    return null;
  }
  return (
    <span className={`${classes.change} number`}>
      {moves.in > 0 && <span className={classes.in}>+{whole(moves.in)}</span>}
      {moves.out > 0 && <span className={classes.out}>−{whole(moves.out)}</span>}
    </span>
  );
}
