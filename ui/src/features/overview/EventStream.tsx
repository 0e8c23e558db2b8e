import { useDeferredValue, useState } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { useLive } from '@/lib/live/LiveContext';
import type { Feed, Row } from '@/lib/live/feed';
import { Announcer } from './Announcer';
import { EventDrawer } from './EventDrawer';
import { EventRow } from './EventRow';
import classes from './EventStream.module.css';
import { filterOf, isFiltered, matches } from './model';
import { StreamControls } from './StreamControls';
import { StreamFilter } from './StreamFilter';

const SHOWN = 200;

export function EventStream() {
  const { feed, connection } = useLive();
  const [frozen, setFrozen] = useState<Feed | null>(null);
  const [opened, setOpened] = useState<Row | null>(null);
  const [search] = useSearchParams();
  const filter = filterOf(search);
  const shown = useDeferredValue(frozen ?? feed);
  const rows = shown.rows.filter((row) => matches(row, filter)).slice(0, SHOWN);

  return (
    <Panel
      title="Live events"
      className={classes.panel}
      aside={
        <StreamControls
          connection={connection}
          waiting={frozen === null ? null : feed.total - frozen.total}
          onPause={() => setFrozen(feed)}
          onResume={() => setFrozen(null)}
        />
      }
    >
      <StreamFilter rows={shown.rows} />
      {rows.length === 0 ? (
        <NothingYet filtered={isFiltered(filter)} seen={shown.rows.length} />
      ) : (
        <Rows rows={rows} onOpen={setOpened} />
      )}
      <Announcer feed={feed} connection={connection} />
      <EventDrawer row={opened} onClose={() => setOpened(null)} />
    </Panel>
  );
}

function Rows({ rows, onOpen }: { rows: readonly Row[]; onOpen: (row: Row) => void }) {
  return (
    <div className={classes.scroll} role="region" aria-label="Events, newest first" tabIndex={0}>
      <div className={classes.columns} aria-hidden="true">
        <span>Time</span>
        <span>Event</span>
        <span>Visitor</span>
        <span>Source</span>
        <span>Properties and effects</span>
      </div>
      <ol className={classes.rows}>
        {rows.map((row) => (
          <EventRow key={row.key} row={row} onOpen={onOpen} />
        ))}
      </ol>
    </div>
  );
}

function NothingYet({ filtered, seen }: { filtered: boolean; seen: number }) {
  if (filtered && seen > 0) {
    return (
      <EmptyState title="No event passes the filter">
        {seen} others came. New ones appear here when they match.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Waiting for the first event">
      Events appear here the moment they arrive. To send one, copy a line from Definitions, Sources, and run it.
    </EmptyState>
  );
}
