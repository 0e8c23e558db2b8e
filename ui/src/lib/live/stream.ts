import type { Fact } from '@/api/schema';
import { parseExactly } from '@/lib/exact';
import { accept, EMPTY, type Feed } from './feed';

export type Connection = 'connecting' | 'live' | 'reconnecting';

export interface LiveState {
  connection: Connection;
  feed: Feed;
}

const KINDS = ['received', 'stitched', 'moved', 'triggered', 'settled', 'removed'] as const;
/** How often the screen follows the stream: seldom enough to stay calm under thousands of events a second. */
const FLUSH_MILLIS = 200;
const RETRY_MILLIS = 3_000;
/** What one sees on opening the console; what happened while one was away is not announced. */
const REPLAYED = 200;
const LONG_AGO = 0;

/** The journal as it happens, kept for as long as somebody is signed in. */
export class LiveStream {
  private state: LiveState = { connection: 'connecting', feed: EMPTY };
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<(facts: readonly Fact[]) => void>();
  private waiting: Fact[] = [];
  private flushing: ReturnType<typeof setTimeout> | undefined;
  /** Whether what comes next happened before one looked. */
  private isReplaying = true;

  /** Connects, and stays so until the answer is called. */
  readonly open = (): (() => void) => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      source = new EventSource(`/api/live?latest=${REPLAYED}`);
      source.onopen = () => {
        this.isReplaying = true;
        this.change({ connection: 'live' });
      };
      source.onerror = () => {
        this.change({ connection: 'reconnecting' });
        // The browser itself tries again after a broken connection, but never after an answer it does not like.
        if (source?.readyState === EventSource.CLOSED) {
          retry = setTimeout(connect, RETRY_MILLIS);
        }
      };
      for (const kind of KINDS) {
        source.addEventListener(kind, (message: MessageEvent<string>) => this.hear(parseExactly(message.data) as Fact));
      }
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(retry);
      clearTimeout(this.flushing);
      this.flushing = undefined;
    };
  };

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly current = (): LiveState => this.state;

  /** Hands over facts in small batches, as they come. */
  readonly listen = (listener: (facts: readonly Fact[]) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private hear(fact: Fact): void {
    this.waiting.push(fact);
    this.flushing ??= setTimeout(() => this.flush(), FLUSH_MILLIS);
  }

  private flush(): void {
    const facts = this.waiting;
    this.waiting = [];
    this.flushing = undefined;
    this.change({ feed: accept(this.state.feed, facts, this.isReplaying ? LONG_AGO : Date.now()) });
    this.isReplaying = false;
    this.listeners.forEach((listener) => listener(facts));
  }

  private change(part: Partial<LiveState>): void {
    this.state = { ...this.state, ...part };
    this.watchers.forEach((watcher) => watcher());
  }
}
