import { queryOptions } from '@tanstack/react-query';
import type { Session } from '@/api/schema';
import { api, RequestFailed } from './http';

/** Who is signed in; null if nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await api.get<Session>('session', signal);
    } catch (error) {
      if (error instanceof RequestFailed && error.status === 401) {
        return null;
      }
      throw error;
    }
  },
  staleTime: 60_000,
});
