import type { Action, Source, Workspace } from '@/api/schema';

export const SECTIONS = ['attributes', 'segments', 'badges', 'actions', 'sources'] as const;
export type Section = (typeof SECTIONS)[number];

export const TITLES: Record<Section, string> = {
  attributes: 'Attributes',
  segments: 'Segments',
  badges: 'Badges',
  actions: 'Actions',
  sources: 'Sources',
};

export const isSection = (text: string | undefined): text is Section => SECTIONS.some((section) => section === text);

/** Those whose title, name or notes hold every word of `search`. */
export function found<T extends { name: string; title: string; notes?: string }>(
  all: readonly T[],
  search: string,
): T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name, title, notes }) => {
    const text = `${name} ${title} ${notes ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const TRIGGERS: Record<Action['trigger']['kind'], [before: string, of: 'segments' | 'badges']> = {
  joined: ['When a visitor joins', 'segments'],
  left: ['When a visitor leaves', 'segments'],
  badge_assigned: ['When a visitor gets', 'badges'],
  badge_removed: ['When a visitor loses', 'badges'],
};

/** `When a visitor joins Lapsing VIPs` */
export function when({ trigger }: Action, workspace: Pick<Workspace, 'segments' | 'badges'>): string {
  const [before, of] = TRIGGERS[trigger.kind];
  return `${before} ${workspace[of].find(({ name }) => name === trigger.name)?.title ?? trigger.name}`;
}

export interface Snippet {
  says: string;
  shell: string;
}

/** A line to paste into a terminal that sends one event to `source`; none for files, which are imported. */
export function snippet(source: Source, origin: string): Snippet {
  const key = source.key ?? 'YOUR_KEY';
  switch (source.kind) {
    case 'web':
    case 'server':
      return {
        says: 'One event in the native form',
        shell: curl(`${origin}/api/events`, `-H 'Authorization: Bearer ${key}'`, {
          event: 'page_view',
          visitor: 'me',
          attributes: { page: '/welcome' },
        }),
      };
    case 'segment':
      return {
        says: 'What a Segment client sends; set its host to this server',
        shell: curl(`${origin}/v1/track`, `-u '${key}:'`, {
          event: 'page_view',
          anonymousId: 'me',
          properties: { page: '/welcome' },
        }),
      };
    case 'tealium': {
      const { account, profile } = source.tealium ?? { account: 'ACCOUNT', profile: 'PROFILE' };
      return {
        says: 'What the Tealium Collect HTTP API takes',
        shell: curl(`${origin}/event`, '', {
          tealium_account: account,
          tealium_profile: profile,
          tealium_event: 'page_view',
          tealium_visitor_id: 'me',
          page: '/welcome',
        }),
      };
    }
    case 'snowplow':
      return {
        says: 'What a Snowplow tracker sends; set its collector to this server',
        shell: curl(`${origin}/com.snowplowanalytics.snowplow/tp2`, '', {
          schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
          data: [{ e: 'pv', aid: source.app_ids?.[0] ?? 'my-app', duid: 'me', url: 'https://shop.example/' }],
        }),
      };
    case 'file':
      return {
        says: 'Files are imported from the command line',
        shell: `pharos import --server ${origin} --source ${source.name} FILE…`,
      };
    default:
      return source.kind satisfies never;
  }
}

const curl = (address: string, authorization: string, body: unknown) =>
  [`curl ${address}`, authorization, `-d '${JSON.stringify(body)}'`].filter(Boolean).join(' \\\n  ');
