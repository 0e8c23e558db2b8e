import { describe, expect, it } from 'vitest';
import type { Action, Source } from '@/api/schema';
import { found, isSection, snippet, when } from './model';

describe('found', () => {
  const all = [
    { name: 'lifetime_value', title: 'Lifetime value' },
    { name: 'country', title: 'Country', notes: 'Of the last purchase' },
  ];

  it('wants every word, in whatever order and case', () => {
    expect(found(all, 'VALUE life')).toEqual([all[0]]);
    expect(found(all, 'purchase')).toEqual([all[1]]);
    expect(found(all, ' ')).toEqual(all);
    expect(found(all, 'value country')).toEqual([]);
  });
});

describe('when', () => {
  const workspace = { segments: [{ name: 'lapsed', title: 'Lapsed', notes: '', labels: [] }], badges: [] };
  const action = (kind: Action['trigger']['kind'], name: string): Action => ({
    name: 'a',
    title: 'A',
    notes: '',
    labels: [],
    connector: 'c',
    trigger: { kind, name },
  });

  it('is said in plain words', () => {
    expect(when(action('joined', 'lapsed'), workspace)).toBe('When a visitor joins Lapsed');
    expect(when(action('badge_removed', 'gone'), workspace)).toBe('When a visitor loses gone');
  });
});

describe('snippet', () => {
  const source = (kind: Source['kind'], rest: Pick<Source, 'key' | 'tealium' | 'app_ids'> = {}): Source => ({
    name: 'shop',
    title: 'Shop',
    notes: '',
    labels: [],
    origins: [],
    kind,
    ...rest,
  });
  const at = 'https://pharos.example';

  it('carries the key of the source', () => {
    expect(snippet(source('web', { key: 'k1' }), at).shell).toBe(
      `curl https://pharos.example/api/events \\\n  -H 'Authorization: Bearer k1' \\\n` +
        `  -d '{"event":"page_view","visitor":"me","attributes":{"page":"/welcome"}}'`,
    );
    expect(snippet(source('segment', { key: 'demo' }), at).shell).toContain(`-u 'demo:'`);
  });

  it('names account and profile for Tealium', () => {
    const { shell } = snippet(source('tealium', { tealium: { account: 'acme', profile: 'main' } }), at);
    expect(shell).toContain('"tealium_account":"acme","tealium_profile":"main"');
    expect(shell).not.toContain('\\\n   \\');
  });

  it('names the application for Snowplow', () => {
    expect(snippet(source('snowplow', { app_ids: ['till', 'shop'] }), at).shell).toContain('"aid":"till"');
    expect(snippet(source('snowplow', { app_ids: [] }), at).shell).toContain('"aid":"my-app"');
  });

  it('imports files instead of sending them', () => {
    expect(snippet(source('file'), at).shell).toBe('pharos import --server https://pharos.example --source shop FILE…');
  });
});

describe('isSection', () => {
  it('knows the sections and nothing else', () => {
    expect(isSection('badges')).toBe(true);
    expect(isSection('toString')).toBe(false);
    expect(isSection(undefined)).toBe(false);
  });
});
