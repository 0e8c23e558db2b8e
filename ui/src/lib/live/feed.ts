import type { Fact, Identifiers, Outcome, Transition } from '@/api/schema';

export type Received = Extract<Fact, { kind: 'received' }>;
export type NamedTransition = Extract<Transition, { name: string }>;

/** What an event brought about, shown beside it. */
export type Effect =
  | { kind: 'stitched'; identifiers: Identifiers }
  | { kind: 'moved'; transition: NamedTransition }
  | { kind: 'triggered'; action: string };

export interface Row {
  key: string;
  received: Received;
  effects: Effect[];
}

/** @property seenAt when this browser heard of it, in its own milliseconds: demo data live in another time */
export type Happening = { key: string; at: string; profile: string; seenAt: number } & (
  | { kind: 'stitched'; identifiers: Identifiers }
  | { kind: 'moved'; transition: NamedTransition; silent: boolean }
  | { kind: 'action'; action: string; delivery: string; outcome?: Outcome }
);

/** What the browser remembers of the stream, newest first. */
export interface Feed {
  rows: Row[];
  happenings: Happening[];
  /** Events heard of since the stream was opened, whether still remembered or not. */
  total: number;
}

export const EMPTY: Feed = { rows: [], happenings: [], total: 0 };

const ROWS = 500;
const HAPPENINGS = 200;

/** The feed after `facts`, which are in the order of the stream. Facts heard before, as after a reconnection, are not taken twice. */
export function accept(feed: Feed, facts: readonly Fact[], now: number): Feed {
  const known = new Set([...feed.rows.map((row) => row.key), ...feed.happenings.map((happening) => happening.key)]);
  const next = { ...feed, rows: [...feed.rows], happenings: [...feed.happenings] };
  for (const fact of facts) {
    const key = keyOf(fact);
    if (!known.has(key)) {
      known.add(key);
      take(next, fact, key, now);
    }
  }
  next.rows.length = Math.min(next.rows.length, ROWS);
  next.happenings.length = Math.min(next.happenings.length, HAPPENINGS);
  return next;
}

/** Positions begin anew when the server does, so the time is part of the key. */
function keyOf(fact: Fact): string {
  const place = `${fact.position} ${fact.at}`;
  switch (fact.kind) {
    case 'received':
      return `${place} received`;
    case 'stitched':
      return `${place} stitched`;
    case 'moved':
      return `${place} ${fact.profile} ${fact.transition.kind} ${isNamed(fact.transition) ? fact.transition.name : ''}`;
    case 'triggered':
      return `delivery ${fact.delivery}`;
    case 'settled':
      return `settled ${fact.delivery}`;
    case 'removed':
      return `${place} removed`;
    default:
      return fact satisfies never;
  }
}

/** Changes `feed`, which is not shown yet. */
function take(feed: Feed, fact: Fact, key: string, seenAt: number): void {
  switch (fact.kind) {
    case 'received':
      feed.rows.unshift({ key, received: fact, effects: [] });
      feed.total++;
      return;
    case 'stitched': {
      const { at, profile, identifiers } = fact;
      feed.happenings.unshift({ key, kind: 'stitched', at, profile, seenAt, identifiers });
      attach(feed, fact, { kind: 'stitched', identifiers });
      return;
    }
    case 'moved': {
      const { at, profile, transition, silent } = fact;
      if (isNamed(transition)) {
        feed.happenings.unshift({ key, kind: 'moved', at, profile, seenAt, transition, silent });
        attach(feed, fact, { kind: 'moved', transition });
      }
      return;
    }
    case 'triggered': {
      const { at, profile, action, delivery } = fact;
      feed.happenings.unshift({ key, kind: 'action', at, profile, seenAt, action, delivery });
      attach(feed, fact, { kind: 'triggered', action });
      return;
    }
    case 'settled':
      feed.happenings = feed.happenings.map((happening) =>
        happening.kind === 'action' && happening.delivery === fact.delivery
          ? { ...happening, outcome: fact.outcome }
          : happening,
      );
      return;
    case 'removed':
      return;
    default:
      fact satisfies never;
  }
}

/** Shows an effect beside the latest event of its profile, if it came from that event and not from time alone. */
function attach(feed: Feed, fact: Extract<Fact, { profile: string }>, effect: Effect): void {
  const index = feed.rows.findIndex((row) => row.received.profile === fact.profile);
  const row = feed.rows[index];
  if (row !== undefined && cameFrom(row.received, fact)) {
    feed.rows[index] = { ...row, effects: [...row.effects, effect] };
  }
}

const cameFrom = (received: Received, fact: Fact) =>
  fact.position === received.position || fact.at === received.event.time || fact.at === received.at;

function isNamed(transition: Transition): transition is NamedTransition {
  return 'name' in transition;
}

export interface Moves {
  in: number;
  out: number;
}

/** Joins and leaves per segment, or badges given and taken, heard of since `since`. */
export function movesSince(
  happenings: readonly Happening[],
  of: 'segment' | 'badge',
  since: number,
): Map<string, Moves> {
  const [gained, lost] =
    of === 'segment' ? (['joined', 'left'] as const) : (['badge_assigned', 'badge_removed'] as const);
  const moves = new Map<string, Moves>();
  for (const happening of happenings) {
    if (happening.seenAt < since) {
      break;
    }
    if (happening.kind === 'moved') {
      const { kind, name } = happening.transition;
      const before = moves.get(name) ?? { in: 0, out: 0 };
      if (kind === gained) {
        moves.set(name, { ...before, in: before.in + 1 });
      } else if (kind === lost) {
        moves.set(name, { ...before, out: before.out + 1 });
      }
    }
  }
  return moves;
}
