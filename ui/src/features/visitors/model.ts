import type { Attribute, Fact, Profile, Value, Workspace } from '@/api/schema';
import { Exact } from '@/lib/exact';
import { ANONYMOUS, namesOf, type Identifier } from '@/lib/identifier';

export interface Shown {
  name: string;
  title: string;
  type: Attribute['type'];
  restricted: boolean;
  value: Value;
}

/** Attributes with a value, of the visitor and of the open visit, in the order of the definitions. */
export function attributesByScope(profile: Profile, definitions: readonly Attribute[]) {
  const known = new Set(definitions.map(({ name }) => name));
  // A profile folded under an older publication may still hold what is no longer defined.
  const former = Object.keys(profile.attributes)
    .filter((name) => !known.has(name))
    .map((name): Attribute => ({
      name,
      title: name,
      notes: '',
      labels: [],
      type: 'string',
      scope: 'visitor',
      restricted: false,
      derived: false,
    }));
  const shown = (scope: 'visitor' | 'visit') =>
    [...definitions, ...former].flatMap((definition): Shown[] => {
      const value = profile.attributes[definition.name];
      return definition.scope === scope && value !== undefined ? [{ ...definition, value }] : [];
    });
  return { visitor: shown('visitor'), visit: shown('visit') };
}

export interface Bar {
  key: string;
  amount: number | Exact;
  /** Of the greatest, 0 to 1. */
  share: number;
}

/** A tally as bars, greatest first; equal ones by name. */
export function bars(tally: Record<string, Value>): Bar[] {
  const amounts = Object.entries(tally).flatMap(([key, amount]): Omit<Bar, 'share'>[] =>
    typeof amount === 'number' || amount instanceof Exact ? [{ key, amount }] : [],
  );
  const size = ({ amount }: { amount: number | Exact }) => (amount instanceof Exact ? Number(amount.digits) : amount);
  const greatest = Math.max(0, ...amounts.map(size));
  return amounts
    .toSorted((a, b) => size(b) - size(a) || (a.key < b.key ? -1 : 1))
    .map((bar) => ({ ...bar, share: greatest > 0 ? Math.max(0, size(bar)) / greatest : 0 }));
}

/** The kinds of identifier one may search by, the strongest first, the anonymous id last. */
export const kindsOf = (workspace: Workspace): { value: string; label: string }[] => [
  ...workspace.identifiers.map(({ name, title }) => ({ value: name, label: title })),
  { value: ANONYMOUS, label: 'Anonymous id' },
];

/** What to look up for `value`: under the kind named in front of a colon, the kind picked, or else every kind. */
export function candidates(value: string, kind: string, kinds: readonly string[]): Identifier[] {
  const text = value.trim();
  if (text === '') {
    return [];
  }
  const prefix = kinds.find((each) => text.startsWith(`${each}:`) && text.length > each.length + 1);
  if (kind === '' && prefix !== undefined) {
    return [{ kind: prefix, value: text.slice(prefix.length + 1) }];
  }
  return (kind === '' ? kinds : [kind]).map((each) => ({ kind: each, value: text }));
}

/** Whether something happened to the visitor that is shown. */
export const concerns = (profile: Profile, facts: readonly Fact[]) => {
  const names = new Set([profile.id, ...namesOf(profile.identifiers)]);
  return facts.some((fact) => namesIn(fact).some((name) => names.has(name)));
};

/** Whom a fact is about, by every name that it tells. */
export function namesIn(fact: Fact): string[] {
  switch (fact.kind) {
    case 'received':
      return [fact.profile, `${ANONYMOUS}:${fact.event.visitor}`];
    case 'stitched':
      return [fact.profile, ...namesOf(fact.identifiers), ...namesOf(fact.former)];
    case 'moved':
    case 'triggered':
      return [fact.profile];
    case 'settled':
    case 'removed':
      return [];
    default:
      return fact satisfies never;
  }
}

/** What to call a visitor: a mail address or another name says more than an anonymous id. */
export function nameOf(profile: Profile): string {
  const kinds = Object.entries(profile.identifiers).filter(([kind, values]) => kind !== ANONYMOUS && values.length > 0);
  const readable = kinds.find(([, values]) => values.some((value) => value.includes('@'))) ?? kinds[0];
  return readable?.[1][0] ?? profile.identifiers[ANONYMOUS]?.[0] ?? profile.id;
}

/** Since when, most recent first. */
export const bySince = (held: Record<string, { since: string }>) =>
  Object.entries(held)
    .map(([name, { since }]) => ({ name, since }))
    .toSorted((a, b) => b.since.localeCompare(a.since));
