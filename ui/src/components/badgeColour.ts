/** Colours by name, tuned to look well together; a definition may also give its own as #rrggbb. */
const NAMED: Record<string, string> = {
  amber: '#c27c0e',
  black: '#24313a',
  blue: '#2463b4',
  bronze: '#8c5a2b',
  cyan: '#0b7c8a',
  gold: '#b8860b',
  gray: '#5b6b76',
  green: '#2b7d4a',
  grey: '#5b6b76',
  indigo: '#4650b8',
  lime: '#5c7d12',
  orange: '#c2570c',
  pink: '#b83a75',
  purple: '#7a3fb0',
  red: '#b8322a',
  silver: '#7d8b95',
  teal: '#0f766e',
  violet: '#6b46c1',
  yellow: '#a67c00',
};

/** For badges without a colour of their own: always the same for one name. */
const SHARED = ['gold', 'teal', 'indigo', 'pink', 'green', 'orange', 'blue', 'purple', 'cyan', 'red'];

export function badgeColour(colour: string, name: string): { fill: string; ink: string } {
  const fill = NAMED[colour.toLowerCase()] ?? (/^#[0-9a-f]{6}$/i.test(colour) ? colour : sharedColour(name));
  return { fill, ink: luminance(fill) > 0.4 ? '#14212b' : '#ffffff' };
}

function sharedColour(name: string): string {
  // FNV-1a: short names that differ in one letter still come out apart.
  const hash = [...name].reduce(
    (sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16_777_619),
    -2_128_831_035,
  );
  return NAMED[SHARED[(hash >>> 0) % SHARED.length] ?? ''] ?? '#5b6b76';
}

/** Relative luminance as WCAG defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
