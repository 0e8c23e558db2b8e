import { queryOptions } from '@tanstack/react-query';
import type { Stats } from '@/api/schema';
import { api } from '@/lib/http';
import { remember } from './model';

const POLL_MILLIS = 2_000;

export const HISTORY_MINUTES = 5;
export const HISTORY_SLOTS = (HISTORY_MINUTES * 60_000) / POLL_MILLIS;

/** @property history the rate at each look so far, oldest first */
export type StatsWithHistory = Stats & { history: number[] };

const queryKey = ['stats'];

export const statsQuery = queryOptions({
  queryKey,
  queryFn: async ({ signal, client }): Promise<StatsWithHistory> => {
    const stats = await api.get<Stats>('stats', signal);
    const before = client.getQueryData<StatsWithHistory>(queryKey)?.history ?? [];
    return { ...stats, history: remember(before, stats.events_per_second, HISTORY_SLOTS) };
  },
  refetchInterval: POLL_MILLIS,
  staleTime: 0,
  // The curve is still there when one comes back from another screen.
  gcTime: HISTORY_MINUTES * 60_000,
});
