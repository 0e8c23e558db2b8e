import { describe, expect, it } from 'vitest';
import { ago, inFull } from './time';

describe('ago', () => {
  const now = new Date('2026-03-02T10:00:00Z');

  it.each([
    ['2026-03-02T09:59:30Z', 'just now'],
    ['2026-03-02T09:58:59Z', '1 minute ago'],
    ['2026-03-02T07:00:00Z', '3 hours ago'],
    ['2026-02-27T10:00:00Z', '3 days ago'],
    ['2025-03-01T10:00:00Z', '1 year ago'],
    ['2026-03-02T12:00:00Z', 'in 2 hours'],
  ])('%s is %s', (time, said) => {
    expect(ago(time, now)).toBe(said);
  });
});

describe('inFull', () => {
  it('names the zone and gives UTC with milliseconds', () => {
    expect(inFull('2026-03-02T10:00:00.125Z', 'Europe/Berlin')).toBe(
      'Mon, 2 Mar 2026, 11:00:00.125 CET (Europe/Berlin) · 2026-03-02 10:00:00.125 UTC',
    );
  });
});
