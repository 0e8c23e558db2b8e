import { memo } from 'react';
import { Link } from 'react-router';
import { Time } from '@/components/Time';
import { identifierOf, shortened, visitorPath } from '@/lib/identifier';
import type { Row } from '@/lib/live/feed';
import { counted } from '@/lib/numbers';
import { EffectMark } from './EffectMark';
import classes from './EventStream.module.css';
import { Mark } from './Mark';
import { keyProperties } from './model';

/** One event. Remembered by its row, so that a thousand new ones do not draw the old ones again. */
export const EventRow = memo(function EventRow({ row, onOpen }: { row: Row; onOpen: (row: Row) => void }) {
  const { event, profile, late, problems } = row.received;
  const visitor = identifierOf(profile);
  return (
    <li className={classes.row}>
      <span className={`${classes.time} number`}>
        <Time at={event.time} as="clock" />
      </span>
      <button type="button" className={classes.name} onClick={() => onOpen(row)}>
        {event.event}
      </button>
      <Link className={classes.visitor} to={visitorPath(visitor)} title={profile}>
        {shortened(visitor.value)}
      </Link>
      <span className={classes.source}>{event.source}</span>
      <span className={classes.rest}>
        {row.effects.map((effect, i) => (
          <EffectMark key={i} effect={effect} />
        ))}
        {late && (
          <Mark tone="warn" title="It came after younger events of this visitor, so the profile was folded again">
            late
          </Mark>
        )}
        {problems.length > 0 && <Mark tone="bad">{counted(problems.length, 'problem')}</Mark>}
        {keyProperties(event).map(([name, value]) => (
          <span key={name} className={classes.property}>
            <b>{name}</b>
            {value}
          </span>
        ))}
      </span>
    </li>
  );
});
