import type { Exact } from '@/lib/exact';

/** What the server answers. These types follow its routes by hand until they are made from its OpenAPI document. */

/** A value of a property or an attribute. Numbers that JavaScript cannot hold exactly come as {@link Exact}. */
export type Value = string | number | boolean | null | Exact | Value[] | { [key: string]: Value };

export interface Problem {
  code: string;
  /** The property or the place in a definition. */
  where: string;
  found: string;
  expected: string;
  hint: string;
}

/** RFC 9457. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  problems?: Problem[];
}

export interface Session {
  user: string;
  role: string;
}

export type AttributeType = 'string' | 'number' | 'boolean' | 'date' | 'set' | 'tally';

export interface AttributeInfo {
  name: string;
  title: string;
  type: AttributeType;
  scope: 'event' | 'visit' | 'visitor';
  restricted: boolean;
  notes?: string;
}

export interface BadgeInfo {
  name: string;
  title: string;
  /** Empty, or one that nobody has drawn, is shown as a plain award. */
  icon: string;
  colour: string;
  notes?: string;
}

export interface SegmentInfo {
  name: string;
  title: string;
  notes?: string;
}

export interface ActionInfo {
  name: string;
  title: string;
  connector: string;
  trigger: { kind: 'joined' | 'left' | 'badge_assigned' | 'badge_removed'; name: string };
  notes?: string;
}

export interface SourceInfo {
  name: string;
  title: string;
  kind: 'web' | 'server' | 'segment' | 'tealium' | 'file';
  key?: string;
  tealium?: { account: string; profile: string };
  notes?: string;
}

export interface IdentifierInfo {
  name: string;
  title: string;
}

export interface Workspace {
  name: string;
  title: string;
  /** Something everybody should know about what they see, such as that the data are a demonstration. */
  notice?: string;
  timezone: string;
  version: number | string;
  sources: SourceInfo[];
  identifiers: IdentifierInfo[];
  attributes: AttributeInfo[];
  badges: BadgeInfo[];
  segments: SegmentInfo[];
  views: { name: string; title: string }[];
  actions: ActionInfo[];
}

export interface Stats {
  at: string;
  eventsPerSecond: number;
  counts: {
    events: number;
    profiles: number;
    delivered: number;
    dead: number;
    pending: number;
  };
  segments: Record<string, { title: string; count: number }>;
  badges: Record<string, { title: string; count: number }>;
}

export interface Profile {
  id: string;
  identifiers: Record<string, string[]>;
  attributes: Record<string, Value>;
  badges: Record<string, { since: string }>;
  segments: Record<string, { since: string }>;
  as_of: string;
  version: number;
}

export interface LiveEvent {
  id: string;
  name: string;
  time: string;
  source: string;
  visitor?: string;
  properties: Record<string, Value>;
}

export type Transition =
  | { kind: 'visit_started' | 'visit_ended' }
  | { kind: 'badge_assigned' | 'badge_removed' | 'joined' | 'left'; name: string };

export type Outcome =
  | { kind: 'delivered'; attempts: number; answer: string }
  | { kind: 'dead'; attempts: number; reason: string }
  | { kind: 'cancelled'; reason: string };

/** What `/api/live` sends: the name of the server-sent event is the kind, its id the position in the journal. */
export type Fact = { position: string; at: string } & (
  | { kind: 'received'; profile: string; event: LiveEvent; late: boolean; problems: Problem[] }
  | { kind: 'moved'; profile: string; transition: Transition; silent: boolean }
  | { kind: 'triggered'; profile: string; delivery: string; action: string }
  | { kind: 'settled'; delivery: string; action: string; outcome: Outcome }
);
