import type { Problem } from '@/api/schema';
import { parseExactly } from './exact';

/** An answer of the server that says no, with its problem document. */
export class RequestFailed extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.status = problem.status;
    this.problem = problem;
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server does not answer.', { cause });
  }
}

export const api = {
  get: <T>(path: string, signal?: AbortSignal) => request<T>(path, { signal: signal ?? null }),
  post: <T>(path: string, body: unknown) => request<T>(path, { method: 'POST', body: JSON.stringify(body) }),
  delete: <T>(path: string) => request<T>(path, { method: 'DELETE' }),
};

/** A path below `/api`, its parts percent-encoded. */
export const pathOf = (...parts: string[]) => parts.map(encodeURIComponent).join('/');

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(`/api/${path}`, {
    ...init,
    credentials: 'same-origin',
    // No form of another site can send this header: it is what the server asks of calls that change something.
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-Requested-With': 'pharos' },
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') {
      throw cause;
    }
    throw new Unreachable(cause);
  });
  const text = await response.text();
  if (!response.ok) {
    throw new RequestFailed(problemOf(response, text));
  }
  return (text === '' ? undefined : parseExactly(text)) as T;
}

function problemOf(response: Response, text: string): Problem {
  const plain = {
    type: 'about:blank',
    title: response.statusText || `Status ${response.status}`,
    status: response.status,
    detail: '',
  };
  try {
    return { ...plain, ...(JSON.parse(text) as Partial<Problem>) };
  } catch {
    // A proxy in between answers with a page of its own.
    return plain;
  }
}
