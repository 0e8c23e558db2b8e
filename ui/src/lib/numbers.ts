import { Exact } from './exact';

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const PLAIN = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });

/** 12,345 */
export const whole = (count: number) => WHOLE.format(count);

/** 12.3K from ten thousand on; below, every one counts. */
export const short = (count: number) => (Math.abs(count) < 10_000 ? WHOLE.format(count) : SHORT.format(count));

/** A rate: one decimal while that says something. */
export const rate = (perSecond: number) =>
  perSecond === 0 || perSecond >= 100 ? short(perSecond) : perSecond < 0.1 ? '< 0.1' : perSecond.toFixed(1);

/** All digits, thousands set apart. */
export function exactly(number: number | Exact): string {
  // A string is formatted digit by digit, without passing through a double.
  return PLAIN.format(number instanceof Exact ? (number.digits as Intl.StringNumericLiteral) : number);
}

/** `1 event`, `2 events` */
export const counted = (count: number, one: string, many = `${one}s`) => `${whole(count)} ${count === 1 ? one : many}`;
