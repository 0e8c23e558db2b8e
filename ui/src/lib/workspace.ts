import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Workspace } from '@/api/schema';
import { api } from './http';

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => api.get<Workspace>('workspace', signal),
  staleTime: 30_000,
});

type Titled = 'attributes' | 'badges' | 'segments' | 'actions' | 'sources' | 'identifiers';

/** What people call a definition; its name while the workspace is not known, or no longer knows it. */
export function useTitles() {
  const { data } = useQuery(workspaceQuery);
  return (kind: Titled, name: string) => data?.[kind].find((definition) => definition.name === name)?.title ?? name;
}
