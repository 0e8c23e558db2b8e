import type { Value } from '@/api/types';
import { Exact } from './exact';

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
