import { answered, doubt } from './reach';
import type { Problem } from './types';

/** What the API answered instead of what was asked for. Never thrown for a lost connection: that is a `LostError`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** Seconds, where the answer says when to try again. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
  }

  /** The first message of each violated field. */
  get fields(): Record<string, string> {
    const result: Record<string, string> = {};
    for (const { field, message } of this.problem.errors ?? []) {
      result[field] ??= message;
    }
    return result;
  }

  /** The installed version has no such endpoint, which is different from "this thing does not exist". */
  get isUnavailable(): boolean {
    return this.status === 501 || this.status === 405;
  }
}

/** No answer came at all. */
export class LostError extends Error {
  constructor(cause: unknown) {
    super('No connection to NoKube.', { cause });
    this.name = 'LostError';
  }
}

export const SIGNED_OUT = 'nokube:signed-out';
interface Options {
  body?: unknown;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export function address(path: string, query: Options['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/api/v1${path}${search ? `?${search}` : ''}`;
}

/** The one place that talks to the API. Parses problems; tells the page when the session is over. */
export async function request(method: string, path: string, options: Options = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      credentials: 'same-origin',
      signal: options.signal,
      headers: {
        Accept: 'application/json',
        ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
  } catch (cause) {
    if (options.signal?.aborted) {
      throw cause;
    }
    doubt();
    throw new LostError(cause);
  }
  answered();
  if (!response.ok) {
    const error = await problemOf(response);
    if (response.status === 401 && path !== '/auth/login') {
      window.dispatchEvent(new Event(SIGNED_OUT));
    }
    throw error;
  }
  return response;
}

export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await request(method, path, options);
  return (response.status === 204 || response.headers.get('content-length') === '0' ? undefined : await response.json()) as T;
}

export const get = <T>(path: string, query?: Options['query'], signal?: AbortSignal) =>
  call<T>('GET', path, { query, signal });
export const post = <T>(path: string, body?: unknown, options: Options = {}) =>
  call<T>('POST', path, { ...options, body });

/** Reads a problem+json body; anything else, such as a proxy's page, becomes a problem that says only the status. */
export async function problemOf(response: Response): Promise<ApiError> {
  const retryAfter = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  let problem: Problem = { type: 'about:blank', title: response.statusText || `HTTP ${response.status}`, status: response.status };
  if (/[/+]json\b/.test(response.headers.get('content-type') ?? '')) {
    const body: unknown = await response.json().catch(() => null);
    if (isProblem(body)) {
      problem = body;
    }
  }
  return new ApiError(response.status, problem, Number.isFinite(retryAfter) ? retryAfter : null);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string';
}
