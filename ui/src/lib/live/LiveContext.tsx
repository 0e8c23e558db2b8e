import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Fact } from '@/api/schema';
import { LiveStream } from './stream';

const Live = createContext<LiveStream | undefined>(undefined);

export function LiveProvider({ children }: { children: ReactNode }) {
  const [stream] = useState(() => new LiveStream());
  useEffect(() => stream.open(), [stream]);
  return <Live value={stream}>{children}</Live>;
}

/** The state of the stream; the component follows it. */
export function useLive() {
  const stream = useStream();
  return useSyncExternalStore(stream.watch, stream.current);
}

/** Calls `listener`, which should be stable, with what happens while the component is there. */
export function useFacts(listener: (facts: readonly Fact[]) => void) {
  const stream = useStream();
  useEffect(() => stream.listen(listener), [stream, listener]);
}

function useStream(): LiveStream {
  const stream = useContext(Live);
  if (stream === undefined) {
    throw new Error('no LiveProvider above');
  }
  return stream;
}
