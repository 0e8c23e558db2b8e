import type { AcceptedEvent, Value } from '@/api/schema';
import { Exact } from '@/lib/exact';
import { namesOf } from '@/lib/identifier';
import type { Effect, Happening, Row } from '@/lib/live/feed';
import { counted } from '@/lib/numbers';
import { written } from '@/lib/values';

/** Which events one wants to see; it lives in the address. */
export interface Filter {
  event: string;
  source: string;
  visitor: string;
}

export const filterOf = (search: URLSearchParams): Filter => ({
  event: search.get('event') ?? '',
  source: search.get('source') ?? '',
  visitor: search.get('visitor') ?? '',
});

export const isFiltered = (filter: Filter) => filter.event !== '' || filter.source !== '' || filter.visitor !== '';

/** Events and visitors are found by a part of their name, whatever the case; a source is picked. */
export function matches(row: Row, filter: Filter): boolean {
  const { event, profile } = row.received;
  return (
    holds(event.event, filter.event) &&
    (filter.source === '' || event.source === filter.source) &&
    (holds(profile, filter.visitor) || holds(event.visitor ?? '', filter.visitor))
  );
}

const holds = (text: string, part: string) => text.toLowerCase().includes(part.trim().toLowerCase());

/** The names seen so far, for picking one. */
export const eventNames = (rows: readonly Row[]) => [...new Set(rows.map((row) => row.received.event.event))].sort();

const TELLING =
  /total|price|amount|value|revenue|quantity|product|category|plan|title|url|path|query|description|name$/i;
const NOISE = /^(context\.|tealium_|_)|(^|_)(timestamp|uuid|random|user_agent|version|epoch)/i;
const SHOWN_LENGTH = 40;

/** The few properties that say most about an event: telling names first, then as sent; never those of the protocol. */
export function keyProperties(event: AcceptedEvent, count = 3): [name: string, value: string][] {
  const candidates = Object.entries(event.attributes).filter(([name, value]) => !NOISE.test(name) && isShort(value));
  const telling = candidates.filter(([name]) => TELLING.test(name));
  const others = candidates.filter(([name]) => !TELLING.test(name));
  return [...telling, ...others].slice(0, count).map(([name, value]) => [name, cut(written(value))]);
}

const isShort = (value: Value) =>
  value !== null && (typeof value !== 'object' || value instanceof Exact || (Array.isArray(value) && value.length > 0));

const cut = (text: string) => (text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH - 1)}…`);

type Titles = (kind: 'segments' | 'badges' | 'actions', name: string) => string;

/** `joined Lapsing VIPs`, `got VIP`, `triggered Welcome mail`, `known by 3 identifiers` */
export function said(effect: Effect, title: Titles): string {
  if (effect.kind === 'triggered') {
    return `triggered ${title('actions', effect.action)}`;
  }
  if (effect.kind === 'stitched') {
    return `known by ${counted(namesOf(effect.identifiers).length, 'identifier')}`;
  }
  const { kind, name } = effect.transition;
  switch (kind) {
    case 'joined':
      return `joined ${title('segments', name)}`;
    case 'left':
      return `left ${title('segments', name)}`;
    case 'badge_assigned':
      return `got ${title('badges', name)}`;
    case 'badge_removed':
      return `lost ${title('badges', name)}`;
    default:
      return kind satisfies never;
  }
}

/** How an action went, in two words. */
export function fate(happening: Extract<Happening, { kind: 'action' }>): {
  word: string;
  tone: 'good' | 'bad' | 'soft';
} {
  switch (happening.outcome?.kind) {
    case undefined:
      return { word: 'on its way', tone: 'soft' };
    case 'delivered':
      return { word: 'delivered', tone: 'good' };
    case 'dead':
      return { word: 'failed', tone: 'bad' };
    case 'cancelled':
      return { word: 'cancelled', tone: 'soft' };
    default:
      return happening.outcome satisfies never;
  }
}

/** The rate over time, kept as long as the page is open. */
export function remember(history: readonly number[], value: number, slots: number): number[] {
  return [...history, value].slice(-slots);
}

/** What a screen reader is told every now and then: what came since it was told last. */
export function announcement(events: number, happenings: readonly Happening[], since: number): string {
  if (events === 0) {
    return '';
  }
  const recent = happenings.filter((happening) => happening.seenAt >= since);
  const joins = recent.filter((each) => each.kind === 'moved' && each.transition.kind === 'joined').length;
  const actions = recent.filter((each) => each.kind === 'action').length;
  return [
    counted(events, 'new event'),
    ...(joins > 0 ? [counted(joins, 'segment join')] : []),
    ...(actions > 0 ? [counted(actions, 'action')] : []),
  ].join(', ');
}
