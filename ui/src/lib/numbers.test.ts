import { describe, expect, it } from 'vitest';
import { Exact } from './exact';
import { counted, exactly, rate, short } from './numbers';

describe('numbers', () => {
  it('counts every one below ten thousand', () => {
    expect([0, 9999, 12_345, 4_200_000].map(short)).toEqual(['0', '9,999', '12.3K', '4.2M']);
  });

  it('gives a rate one decimal while that says something', () => {
    expect([0, 0.04, 0.25, 7, 99.94, 1234].map(rate)).toEqual(['0', '< 0.1', '0.3', '7.0', '99.9', '1,234']);
  });

  it('shows all digits of an exact number', () => {
    expect(exactly(499.99)).toBe('499.99');
    expect(exactly(new Exact('12345678901234567890.12'))).toBe('12,345,678,901,234,567,890.12');
  });

  it('agrees in number', () => {
    expect([counted(1, 'event'), counted(0, 'event'), counted(2, 'entry', 'entries')]).toEqual([
      '1 event',
      '0 events',
      '2 entries',
    ]);
  });
});
