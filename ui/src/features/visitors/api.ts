import { queryOptions } from '@tanstack/react-query';
import type { Profile } from '@/api/schema';
import { api, pathOf, RequestFailed } from '@/lib/http';
import type { Identifier } from '@/lib/identifier';

/** The profile known by this identifier; null if there is none. */
export const profileQuery = ({ kind, value }: Identifier) =>
  queryOptions({
    queryKey: ['profile', kind, value],
    queryFn: async ({ signal }): Promise<Profile | null> => {
      try {
        return await api.get<Profile>(`profiles/${pathOf(kind, value)}`, signal);
      } catch (error) {
        if (error instanceof RequestFailed && error.status === 404) {
          return null;
        }
        throw error;
      }
    },
    staleTime: 1_000,
  });
