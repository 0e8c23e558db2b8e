import { useEffect, useRef, useState } from 'react';
import type { Feed } from '@/lib/live/feed';
import type { Connection } from '@/lib/live/stream';
import { announcement } from './model';

const EVERY_MILLIS = 20_000;

/** Tells a screen reader what came, seldom enough to be listened to. The state of the connection speaks for itself. */
export function Announcer({ feed, connection }: { feed: Feed; connection: Connection }) {
  const latest = useRef(feed);
  const [text, setText] = useState('');
  useEffect(() => {
    latest.current = feed;
  });
  useEffect(() => {
    let told = { total: latest.current.total, at: Date.now() };
    const timer = setInterval(() => {
      const { total, happenings } = latest.current;
      setText(announcement(total - told.total, happenings, told.at));
      told = { total, at: Date.now() };
    }, EVERY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="unseen" aria-live="polite">
      {connection === 'live' ? text : ''}
    </p>
  );
}
