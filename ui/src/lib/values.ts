import { Exact } from './exact';

/** A value of a property or an attribute. Numbers that JavaScript cannot hold exactly come as {@link Exact}. */
export type Value = string | number | boolean | null | Exact | Value[] | { [key: string]: Value };

/** Any value on one line. */
export const written = (value: Value): string => {
  if (value instanceof Exact) return value.digits;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null) return '–';
  if (Array.isArray(value)) return value.map(written).join(', ');
  return Object.entries(value)
    .map(([key, each]) => `${key}: ${written(each)}`)
    .join(', ');
};
