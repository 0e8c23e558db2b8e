import type { Attribute, Value } from '@/api/schema';
import { Chips } from '@/components/Chips';
import { Time } from '@/components/Time';
import { Exact } from '@/lib/exact';
import { exactly } from '@/lib/numbers';
import { written } from '@/lib/values';
import classes from './AttributeValue.module.css';
import { bars } from './model';

/** The value of an attribute as its type asks; one that does not fit its type is still shown. */
export function AttributeValue({ type, value }: { type: Attribute['type']; value: Value }) {
  switch (type) {
    case 'date':
      return typeof value === 'string' ? <Moment at={value} /> : written(value);
    case 'set_of_strings':
      return Array.isArray(value) && value.length > 0 ? <Chips values={value.map(written)} /> : <Nothing />;
    case 'tally':
      return isTally(value) ? <Tally tally={value} /> : written(value);
    case 'number':
      return (
        <span className="number">
          {typeof value === 'number' || value instanceof Exact ? exactly(value) : written(value)}
        </span>
      );
    case 'string':
    case 'boolean':
      return written(value);
    default:
      return type satisfies never;
  }
}

function Moment({ at }: { at: string }) {
  return (
    <>
      <Time at={at} as="minute" />{' '}
      <span className="soft">
        (<Time at={at} as="ago" />)
      </span>
    </>
  );
}

function Tally({ tally }: { tally: Record<string, Value> }) {
  const drawn = bars(tally);
  if (drawn.length === 0) {
    return <Nothing />;
  }
  return (
    <ul className={classes.tally}>
      {drawn.map(({ key, amount, share }) => (
        <li key={key} className={classes.bar}>
          <span className={classes.key}>{key}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.fill} style={{ width: `${share * 100}%` }} />
          </span>
          <span className="number">{exactly(amount)}</span>
        </li>
      ))}
    </ul>
  );
}

function Nothing() {
  return <span className="soft">empty</span>;
}

const isTally = (value: Value): value is Record<string, Value> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Exact);
