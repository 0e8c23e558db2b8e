import type { Badge } from '@/api/schema';
import { BadgeIcon } from '@/components/BadgeIcon';
import { Time } from '@/components/Time';
import classes from './BadgeShelf.module.css';
import { bySince } from './model';

/** The badges a visitor wears, the latest first. */
export function BadgeShelf({ worn, badges }: { worn: Record<string, { since: string }>; badges: readonly Badge[] }) {
  const held = bySince(worn);
  if (held.length === 0) {
    return <p className="soft">No badges yet</p>;
  }
  return (
    <ul className={classes.shelf} aria-label="Badges">
      {held.map(({ name, since }) => {
        const badge = badges.find((each) => each.name === name);
        return (
          <li key={name} className={classes.badge}>
            <BadgeIcon badge={badge ?? { name }} size={22} />
            <div>
              <p className={classes.title}>{badge?.title ?? name}</p>
              <p className="soft">
                since <Time at={since} as="minute" />
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
