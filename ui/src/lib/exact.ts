/** A number with more digits than JavaScript's own can hold, as the server wrote it. */
export class Exact {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/**
 * JSON in which no number loses a digit: one that JavaScript would round comes as {@link Exact}. Browsers that do not
 * hand the source of a number to the reviver round as they always did.
 */
export function parseExactly(json: string): unknown {
  const revive = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined ? unrounded(value, context.source) : value;
  return JSON.parse(json, revive as (key: string, value: unknown) => unknown);
}

/** `value` if it is what `source` says, else the source itself. */
export function unrounded(value: number, source: string): number | Exact {
  return String(value) === source || significant(String(value)) === significant(source) ? value : new Exact(source);
}

/** The digits that count: the same for `1.50`, `1.5` and `15e-1`, but not for `1.5000000000000000001`. */
const significant = (number: string) =>
  number
    .replace(/e.*$/i, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '');
