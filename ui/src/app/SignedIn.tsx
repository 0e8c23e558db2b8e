import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { Failure } from '@/components/Failure';
import { Loading } from '@/components/Loading';
import { LiveProvider } from '@/lib/live/LiveContext';
import { sessionQuery } from '@/lib/session';
import { Shell } from './Shell';

/** Everything but signing in: it leads there, and back again to where one wanted to go. */
export function SignedIn() {
  const session = useQuery(sessionQuery);
  const { pathname, search } = useLocation();
  if (session.isPending) return <Loading rows={6} label="Loading the console" />;
  if (session.isError) return <Failure what="The console" error={session.error} onRetry={session.refetch} />;
  if (session.data === null) {
    const wanted = pathname + search;
    return <Navigate to={wanted === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(wanted)}`} replace />;
  }
  return (
    <LiveProvider>
      <Shell user={session.data.user} />
    </LiveProvider>
  );
}
