import { describe, expect, it } from 'vitest';
import type { Fact } from '@/api/schema';
import { accept, EMPTY, movesSince } from './feed';

const received = (position: number, profile: string, time = '2026-03-02T10:00:00.000Z'): Fact => ({
  kind: 'received',
  position,
  at: '2026-03-02T10:00:01.000Z',
  profile,
  event: {
    id: `e-${position}`,
    event: 'purchase',
    time,
    source: 'website',
    attributes: {},
    arrival: time,
    origin: 'live',
    marks: [],
  },
  late: false,
  problems: [],
});
const joined = (position: number, profile: string, name: string, at = '2026-03-02T10:00:00.000Z'): Fact => ({
  kind: 'moved',
  position,
  at,
  profile,
  transition: { kind: 'joined', name, at },
  silent: false,
});
const triggered = (position: number, delivery: string): Fact => ({
  kind: 'triggered',
  position,
  at: '2026-03-02T10:00:00.000Z',
  profile: 'anonymous:ada',
  delivery,
  action: 'win_back',
});

const stitched = (position: number, profile: string): Fact => ({
  kind: 'stitched',
  position,
  at: '2026-03-02T10:00:01.000Z',
  profile,
  identifiers: { anonymous: ['ada', 'eve'], email: ['ada@example.org'] },
  former: {},
});

describe('accept', () => {
  it('puts the newest first and counts what came', () => {
    const feed = accept(EMPTY, [received(1, 'anonymous:ada'), received(2, 'anonymous:bob')], 0);

    expect(feed.rows.map((row) => row.received.position)).toEqual([2, 1]);
    expect(feed.total).toBe(2);
  });

  it('takes nothing twice when the stream repeats itself after a reconnection', () => {
    const facts = [received(1, 'anonymous:ada'), joined(1, 'anonymous:ada', 'vips')];
    const feed = accept(accept(EMPTY, facts, 0), facts, 0);

    expect(feed.rows).toHaveLength(1);
    expect(feed.happenings).toHaveLength(1);
    expect(feed.total).toBe(1);
  });

  it('shows what an event brought about beside it', () => {
    const feed = accept(
      EMPTY,
      [received(1, 'anonymous:ada'), joined(1, 'anonymous:ada', 'vips'), triggered(1, 'd1')],
      0,
    );

    expect(feed.rows[0]?.effects).toEqual([
      { kind: 'moved', transition: { kind: 'joined', name: 'vips', at: '2026-03-02T10:00:00.000Z' } },
      { kind: 'triggered', action: 'win_back' },
    ]);
  });

  it('tells that a visitor is somebody else too, once and beside the event that showed it', () => {
    const facts = [received(1, 'anonymous:ada'), stitched(2, 'anonymous:ada')];
    const feed = accept(accept(EMPTY, facts, 0), facts, 0);

    const identifiers = { anonymous: ['ada', 'eve'], email: ['ada@example.org'] };
    expect(feed.rows[0]?.effects).toEqual([{ kind: 'stitched', identifiers }]);
    expect(feed.happenings).toMatchObject([{ kind: 'stitched', profile: 'anonymous:ada', identifiers }]);
  });

  it('does not blame an event for what time alone brought about', () => {
    const later = joined(2, 'anonymous:ada', 'lapsed', '2026-06-01T10:00:00.001Z');
    const feed = accept(EMPTY, [received(1, 'anonymous:ada'), later], 0);

    expect(feed.rows[0]?.effects).toEqual([]);
    expect(feed.happenings).toHaveLength(1);
  });

  it('does not mention visits among what happened', () => {
    const visit: Fact = {
      kind: 'moved',
      position: 1,
      at: '2026-03-02T10:00:00.000Z',
      profile: 'anonymous:ada',
      transition: { kind: 'visit_started', at: '2026-03-02T10:00:00.000Z' },
      silent: false,
    };
    expect(accept(EMPTY, [visit], 0).happenings).toEqual([]);
  });

  it('tells what became of an action', () => {
    const settled: Fact = {
      kind: 'settled',
      position: 9,
      at: '2026-03-02T10:00:02.000Z',
      delivery: 'd1',
      action: 'win_back',
      outcome: { kind: 'dead', at: '2026-03-02T10:00:02.000Z', attempts: 5, reason: 'connection refused' },
    };
    const feed = accept(EMPTY, [triggered(1, 'd1'), triggered(2, 'd2'), settled], 0);

    expect(feed.happenings.map((each) => each.kind === 'action' && each.outcome?.kind)).toEqual([undefined, 'dead']);
  });

  it('forgets the oldest events, and still counts them', () => {
    const many = Array.from({ length: 700 }, (_, i) => received(i, 'anonymous:ada'));
    const feed = accept(EMPTY, many, 0);

    expect(feed.rows).toHaveLength(500);
    expect(feed.rows[0]?.received.position).toBe(699);
    expect(feed.total).toBe(700);
  });
});

describe('movesSince', () => {
  it('counts only what was heard of lately', () => {
    const before = accept(EMPTY, [joined(1, 'anonymous:ada', 'vips')], 1_000);
    const left: Fact = {
      ...joined(3, 'anonymous:eve', 'vips'),
      transition: { kind: 'left', name: 'vips', at: '2026-03-02T10:00:00.000Z' },
    } as Fact;
    const feed = accept(before, [joined(2, 'anonymous:bob', 'vips'), left], 5_000);

    expect(movesSince(feed.happenings, 'segment', 4_000).get('vips')).toEqual({ in: 1, out: 1 });
    expect(movesSince(feed.happenings, 'badge', 4_000).size).toBe(0);
  });
});
