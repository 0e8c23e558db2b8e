import { useQuery } from '@tanstack/react-query';
import { Failure } from '@/components/Failure';
import { Loading } from '@/components/Loading';
import { Sparkline } from '@/components/Sparkline';
import { rate, short, whole } from '@/lib/numbers';
import { HISTORY_MINUTES, HISTORY_SLOTS, statsQuery, type StatsWithHistory } from './api';
import { Figure } from './Figure';
import classes from './Figures.module.css';

export function Figures() {
  const stats = useQuery(statsQuery);
  if (stats.isPending) return <Loading rows={2} label="Loading the figures" />;
  if (stats.data === undefined) return <Failure what="The figures" error={stats.error} onRetry={stats.refetch} />;
  return <FigureRow stats={stats.data} stale={stats.isError} />;
}

function FigureRow({ stats, stale }: { stats: StatsWithHistory; stale: boolean }) {
  const { events, profiles } = stats.counts;
  const { delivered, dead, held, pending } = stats.deliveries;
  return (
    <dl className={classes.figures} data-stale={stale || undefined}>
      <Figure
        name="Events per second"
        value={rate(stats.events_per_second)}
        note="in the last minute"
        chart={
          <Sparkline
            values={stats.history}
            slots={HISTORY_SLOTS}
            label={`Events per second over the last ${HISTORY_MINUTES} minutes`}
          />
        }
        chartNote={`last ${HISTORY_MINUTES} min, most ${rate(Math.max(...stats.history))}`}
      />
      <Figure name="Events" value={short(events)} title={whole(events)} note="kept" />
      <Figure name="Visitors" value={short(profiles)} title={whole(profiles)} note="profiles" />
      <Figure
        name="Deliveries"
        value={short(delivered)}
        title={whole(delivered)}
        note={
          <>
            <span className={dead > 0 ? classes.bad : undefined}>{short(dead)} failed</span>, {short(held + pending)}{' '}
            pending
          </>
        }
      />
    </dl>
  );
}
