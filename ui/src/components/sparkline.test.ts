import { describe, expect, it } from 'vitest';
import { peak, sparkline } from './sparkline';

describe('sparkline', () => {
  it('draws nothing of nothing', () => {
    expect(sparkline([], 10, 100, 20)).toEqual({ line: '', area: '' });
  });

  it('grows from the right while it is short', () => {
    expect(sparkline([0, 4], 11, 100, 22).line).toBe('M90,21L100,1');
  });

  it('shows only the newest that fit', () => {
    expect(sparkline([9, 0, 2, 1], 3, 100, 22).line).toBe('M0,21L50,1L100,11');
  });

  it('lies flat on the ground when nothing happens', () => {
    expect(sparkline([0, 0], 2, 10, 22)).toEqual({ line: 'M0,21L10,21', area: 'M0,21L10,21L10,22L0,22Z' });
  });
});

describe('peak', () => {
  it('is rounded for reading', () => {
    expect(peak([1.23456, 0])).toBe(1.23);
    expect(peak([])).toBe(0);
  });
});
