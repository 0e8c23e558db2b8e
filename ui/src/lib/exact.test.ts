import { describe, expect, it } from 'vitest';
import { Exact, parseExactly, unrounded } from './exact';

describe('parseExactly', () => {
  it('keeps numbers that JavaScript holds as they are', () => {
    expect(parseExactly('{"a":[1.50,-0.25,1e3,0,499.99],"b":"12345678901234567890"}')).toEqual({
      a: [1.5, -0.25, 1000, 0, 499.99],
      b: '12345678901234567890',
    });
  });
});

describe('unrounded', () => {
  it.each(['0', '1.50', '15e-1', '-0.25', '1e21', '100000000000000000000', '499.99'])(
    'takes %s as a number',
    (source) => {
      expect(unrounded(Number(source), source)).toBe(Number(source));
    },
  );

  it.each(['12345678901234567890.12', '0.10000000000000000001', '-9007199254740993'])(
    'keeps every digit of %s',
    (source) => {
      expect(unrounded(Number(source), source)).toEqual(new Exact(source));
    },
  );
});
