import { expect, it } from 'vitest';
import { Exact } from './exact';
import { written } from './values';

it.each([
  ['shoes', 'shoes'],
  [1234567.5, '1234567.5'],
  [new Exact('0.10000000000000000001'), '0.10000000000000000001'],
  [true, 'yes'],
  [null, '–'],
  [['shoes', 2], 'shoes, 2'],
  [{ shoes: 3, bags: 1 }, 'shoes: 3, bags: 1'],
])('writes %j on one line', (value, line) => {
  expect(written(value)).toBe(line);
});
