/** A value by which a visitor is known, as the server writes it in one word: `email:ada@example.org`. */
export interface Identifier {
  kind: string;
  value: string;
}

export const ANONYMOUS = 'anonymous';

/** `kind:value`; the value may hold colons, a kind cannot. */
export function identifierOf(profile: string): Identifier {
  const colon = profile.indexOf(':');
  return colon < 0
    ? { kind: ANONYMOUS, value: profile }
    : { kind: profile.slice(0, colon), value: profile.slice(colon + 1) };
}

/** All of a person, each as `kind:value`. */
export const namesOf = (identifiers: Record<string, string[]>): string[] =>
  Object.entries(identifiers).flatMap(([kind, values]) => values.map((value) => `${kind}:${value}`));

/** The page of a visitor, below the console's base. */
export const visitorPath = ({ kind, value }: Identifier) =>
  `/visitors/${encodeURIComponent(kind)}/${encodeURIComponent(value)}`;

/** Long identifiers shortened in the middle, since both ends tell them apart. */
export const shortened = (value: string, length = 22) =>
  value.length <= length ? value : `${value.slice(0, length - 7)}…${value.slice(-6)}`;
