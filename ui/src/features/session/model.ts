import { RequestFailed } from '@/lib/http';

/** Why one was not let in. Which part was wrong stays unsaid, so that nobody can find out who has an account. */
export function refusal(error: Error): string {
  if (!(error instanceof RequestFailed)) return `${error.message} Is it running?`;
  if (error.status === 401 || error.status === 403) return 'User or password is not right.';
  if (error.status === 429) return 'Too many attempts. Wait a minute, then try again.';
  return error.message;
}

/** Where one wanted to go before being asked to sign in; never out of the console. */
export const wantedPath = (to: string | null): string =>
  to !== null && to.startsWith('/') && !to.startsWith('//') && !to.includes('\\') ? to : '/';
