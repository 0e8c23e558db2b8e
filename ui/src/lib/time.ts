const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const MINUTE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `14:03:59`, and the day in front if it is not today. */
export function clock(iso: string, now: Date = new Date()): string {
  const time = new Date(iso);
  return DAY.format(time) === DAY.format(now) ? CLOCK.format(time) : `${DAY.format(time)}, ${CLOCK.format(time)}`;
}

/** `2 Mar 2026, 10:00` */
export const minute = (iso: string) => MINUTE.format(new Date(iso));

/** The whole truth, for hovering: here with the zone, and in UTC. */
export function inFull(iso: string, here: string = zone()): string {
  const time = new Date(iso);
  const local = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZone: here,
    timeZoneName: 'short',
  }).format(time);
  return `${local} (${here}) · ${time.toISOString().replace('T', ' ').replace('Z', ' UTC')}`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** `3 minutes ago`; `just now` within a minute. */
export function ago(iso: string, now: Date = new Date()): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const step = STEPS.find(([, length]) => Math.abs(seconds) >= length);
  return step === undefined ? 'just now' : RELATIVE.format(Math.trunc(seconds / step[1]), step[0]);
}
