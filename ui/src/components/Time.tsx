import { ago, clock, inFull, minute } from '@/lib/time';

const WRITTEN = { clock, minute, ago };

/** A moment in the reader's zone; hovering shows it in full, with the zone and in UTC. */
export function Time({ at, as }: { at: string; as: keyof typeof WRITTEN }) {
  return (
    <time dateTime={at} title={inFull(at)}>
      {WRITTEN[as](at)}
    </time>
  );
}
