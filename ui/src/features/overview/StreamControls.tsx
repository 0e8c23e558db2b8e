import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { Connection } from '@/lib/live/stream';
import { counted } from '@/lib/numbers';
import classes from './StreamControls.module.css';

const SAID: Record<Connection, string> = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Connection lost, reconnecting…',
};

/** @property waiting how many events came while the list stands still; null while it does not */
export function StreamControls({
  connection,
  waiting,
  onPause,
  onResume,
}: {
  connection: Connection;
  waiting: number | null;
  onPause: () => void;
  onResume: () => void;
}) {
  const paused = waiting !== null && connection === 'live';
  return (
    <div className={classes.controls}>
      <span className={classes.state} data-state={paused ? 'paused' : connection} role="status">
        {paused ? 'Paused' : SAID[connection]}
      </span>
      {waiting === null ? (
        <Button size="xs" variant="default" leftSection={<IconPlayerPause size={15} aria-hidden />} onClick={onPause}>
          Pause
        </Button>
      ) : (
        <Button size="xs" leftSection={<IconPlayerPlay size={15} aria-hidden />} onClick={onResume}>
          {waiting === 0 ? 'Resume' : `Resume, ${counted(waiting, 'new event')}`}
        </Button>
      )}
    </div>
  );
}
