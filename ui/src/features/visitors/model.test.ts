import { describe, expect, it } from 'vitest';
import type { Attribute, Fact, Profile, Workspace } from '@/api/schema';
import { Exact } from '@/lib/exact';
import { attributesByScope, bars, bySince, candidates, concerns, kindsOf, nameOf } from './model';

const profile: Profile = {
  id: 'anonymous:a1',
  identifiers: { anonymous: ['a1', 'a2'], user_id: ['u7'], email: ['ada@example.org'] },
  attributes: { total: 500, pages: 3, gone: 'x' },
  badges: {},
  segments: {},
  as_of: '2026-03-02T10:00:00.000Z',
  version: 1,
};
const attribute = (name: string, scope: Attribute['scope']): Attribute => ({
  name,
  title: name.toUpperCase(),
  type: 'number',
  scope,
  notes: '',
  labels: [],
  restricted: false,
  derived: false,
});

describe('attributesByScope', () => {
  const { visitor, visit } = attributesByScope(profile, [
    attribute('missing', 'visitor'),
    attribute('pages', 'visit'),
    attribute('total', 'visitor'),
  ]);

  it('keeps the order of the definitions and leaves out what has no value', () => {
    expect(visit.map(({ name }) => name)).toEqual(['pages']);
    expect(visitor.map(({ title }) => title)).toEqual(['TOTAL', 'gone']);
  });
});

describe('bars', () => {
  it('sorts greatest first, equal ones by name', () => {
    expect(bars({ bags: 1, shoes: 4, art: 1 })).toEqual([
      { key: 'shoes', amount: 4, share: 1 },
      { key: 'art', amount: 1, share: 0.25 },
      { key: 'bags', amount: 1, share: 0.25 },
    ]);
  });

  it('knows numbers with many digits, and that bars do not grow downwards', () => {
    const drawn = bars({ big: new Exact('100000000000000000001'), less: -5 });
    expect(drawn.map(({ key, share }) => [key, share])).toEqual([
      ['big', 1],
      ['less', 0],
    ]);
  });
});

describe('candidates', () => {
  const kinds = ['user_id', 'email', 'anonymous'];

  it('tries every kind unless one is picked', () => {
    expect(candidates(' u7 ', '', kinds)).toEqual(kinds.map((kind) => ({ kind, value: 'u7' })));
    expect(candidates('u7', 'email', kinds)).toEqual([{ kind: 'email', value: 'u7' }]);
  });

  it('takes the kind written in front', () => {
    expect(candidates('email:ada@x', '', kinds)).toEqual([{ kind: 'email', value: 'ada@x' }]);
  });

  it('does not take any colon for a kind', () => {
    expect(candidates('urn:7', '', kinds)).toHaveLength(3);
    expect(candidates('email:ada@x', 'user_id', kinds)).toEqual([{ kind: 'user_id', value: 'email:ada@x' }]);
  });

  it('looks up nothing for nothing', () => {
    expect(candidates('  ', '', kinds)).toEqual([]);
  });
});

describe('kindsOf', () => {
  it('ends with the anonymous id', () => {
    const workspace = { identifiers: [{ name: 'email', title: 'E-mail' }] } as unknown as Workspace;
    expect(kindsOf(workspace).map(({ value }) => value)).toEqual(['email', 'anonymous']);
  });
});

describe('concerns', () => {
  const moved = (name: string): Fact => ({
    kind: 'moved',
    position: 1,
    at: '',
    profile: name,
    transition: { kind: 'visit_ended', at: '' },
    silent: false,
  });

  it('notices any of the names of the visitor, and nobody else', () => {
    expect(concerns(profile, [moved('anonymous:bob'), moved('user_id:u7')])).toBe(true);
    expect(concerns(profile, [moved('anonymous:a1')])).toBe(true);
    expect(concerns(profile, [moved('anonymous:a'), moved('email:a1')])).toBe(false);
  });

  it('notices who turns out to be the visitor, whatever the two are called from then on', () => {
    const stitched = (name: string, identifiers: Record<string, string[]>): Fact => ({
      kind: 'stitched',
      position: 1,
      at: '',
      profile: name,
      identifiers,
      former: { anonymous: ['c'] },
    });
    expect(concerns(profile, [stitched('account:9', { account: ['9'], anonymous: ['a2'] })])).toBe(true);
    expect(concerns(profile, [stitched('account:9', { account: ['9'], anonymous: ['bob'] })])).toBe(false);
    const left = { ...profile, identifiers: { anonymous: ['c'] } };
    expect(concerns(left, [stitched('account:9', { account: ['9'] })])).toBe(true);
  });
});

describe('nameOf', () => {
  it('prefers what people can read', () => {
    expect(nameOf(profile)).toBe('ada@example.org');
    expect(nameOf({ ...profile, identifiers: { anonymous: ['a1'], user_id: ['u7'] } })).toBe('u7');
    expect(nameOf({ ...profile, identifiers: { anonymous: ['a1'] } })).toBe('a1');
  });
});

describe('bySince', () => {
  it('puts the latest first', () => {
    const held = { old: { since: '2026-01-01T00:00:00.000Z' }, recent: { since: '2026-03-01T00:00:00.000Z' } };
    expect(bySince(held).map(({ name }) => name)).toEqual(['recent', 'old']);
  });
});
