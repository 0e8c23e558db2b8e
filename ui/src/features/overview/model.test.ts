import { describe, expect, it } from 'vitest';
import type { AcceptedEvent } from '@/api/schema';
import type { Happening, Row } from '@/lib/live/feed';
import { announcement, fate, filterOf, isFiltered, keyProperties, matches, remember, said } from './model';

const event = (attributes: AcceptedEvent['attributes'], name = 'purchase'): AcceptedEvent => ({
  id: 'e-1',
  event: name,
  time: '2026-03-02T10:00:00.000Z',
  source: 'website',
  visitor: 'anon-1',
  attributes,
  arrival: '2026-03-02T10:00:00.000Z',
  origin: 'live',
  marks: [],
});
const row: Row = {
  key: '1',
  effects: [],
  received: {
    kind: 'received',
    position: 1,
    at: '2026-03-02T10:00:00.000Z',
    profile: 'email:ada@example.org',
    event: event({}),
    late: false,
    problems: [],
  },
};
const filter = (query: string) => filterOf(new URLSearchParams(query));

describe('filter', () => {
  it('lets everything through when the address says nothing', () => {
    expect(isFiltered(filter(''))).toBe(false);
    expect(matches(row, filter(''))).toBe(true);
  });

  it.each([
    ['event=PURCH', true],
    ['event=page_view', false],
    ['source=website', true],
    ['source=web', false],
    ['visitor=ada@', true],
    ['visitor=anon-1', true],
    ['visitor=bob', false],
    ['event=purchase&visitor=bob', false],
  ])('%s: %s', (query, shown) => {
    expect(matches(row, filter(query))).toBe(shown);
  });
});

describe('keyProperties', () => {
  it('puts telling names first and leaves out what belongs to the protocol', () => {
    const properties = { 'context.library': 'x', tealium_random: '1', colour: 'red', order_total: 499.99, sku: 's' };
    expect(keyProperties(event(properties))).toEqual([
      ['order_total', '499.99'],
      ['colour', 'red'],
      ['sku', 's'],
    ]);
  });

  it('shows lists, but neither objects nor nothing, and cuts what is long', () => {
    const properties = { product: ['shoes', 'bags'], nested: { a: 1 }, none: null, path: 'p'.repeat(60) };
    expect(keyProperties(event(properties))).toEqual([
      ['product', 'shoes, bags'],
      ['path', `${'p'.repeat(39)}…`],
    ]);
  });
});

describe('said', () => {
  const title = (_kind: string, name: string) => name.toUpperCase();
  const at = '2026-03-02T10:00:00.000Z';

  it('says it in plain words', () => {
    expect(said({ kind: 'moved', transition: { kind: 'joined', name: 'vips', at } }, title)).toBe('joined VIPS');
    expect(said({ kind: 'moved', transition: { kind: 'badge_removed', name: 'fan', at } }, title)).toBe('lost FAN');
    expect(said({ kind: 'triggered', action: 'mail' }, title)).toBe('triggered MAIL');
    const identifiers = { anonymous: ['a1', 'a2'], email: ['ada@example.org'] };
    expect(said({ kind: 'stitched', identifiers }, title)).toBe('known by 3 identifiers');
  });
});

describe('fate', () => {
  const action: Extract<Happening, { kind: 'action' }> = {
    key: 'd1',
    kind: 'action',
    at: '',
    profile: 'anonymous:ada',
    seenAt: 0,
    action: 'mail',
    delivery: 'd1',
  };

  it('is open until it is settled', () => {
    expect(fate(action).word).toBe('on its way');
    expect(fate({ ...action, outcome: { kind: 'delivered', at: '', attempts: 1, answer: '200' } }).tone).toBe('good');
    expect(fate({ ...action, outcome: { kind: 'dead', at: '', attempts: 5, reason: 'refused' } }).tone).toBe('bad');
  });
});

describe('remember', () => {
  it('forgets the oldest', () => {
    expect(remember([1, 2, 3], 4, 3)).toEqual([2, 3, 4]);
  });
});

describe('announcement', () => {
  const joined: Happening = {
    key: 'a',
    kind: 'moved',
    at: '',
    profile: 'anonymous:ada',
    seenAt: 50,
    silent: false,
    transition: { kind: 'joined', name: 'vips', at: '' },
  };

  it('keeps quiet when nothing came', () => {
    expect(announcement(0, [joined], 0)).toBe('');
  });

  it('sums up what came lately', () => {
    expect(announcement(3, [joined, { ...joined, seenAt: 10 }], 40)).toBe('3 new events, 1 segment join');
  });
});
