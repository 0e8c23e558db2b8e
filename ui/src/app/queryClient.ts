import { QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '@/lib/session';
import { RequestFailed } from '@/lib/http';

const isNo = (error: Error) => error instanceof RequestFailed && error.status < 500;

export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    // To ask again helps against a server that restarts, not against one that said no.
    queries: { retry: (failures, error) => failures < 2 && !isNo(error), staleTime: 5_000 },
  },
  queryCache: new QueryCache({
    onError: (error, query) => {
      const expired = error instanceof RequestFailed && error.status === 401;
      if (expired && query.queryKey[0] !== sessionQuery.queryKey[0]) {
        void queryClient.invalidateQueries(sessionQuery);
      }
    },
  }),
});
