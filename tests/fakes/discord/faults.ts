import type { Answer, Call } from './http.js';

export interface Fault {
  /** Tested against `METHOD /path`. */
  readonly on: RegExp;
  /** `silence`: the client waits until it gives up. */
  readonly answer: Answer | 'silence';
  /** How many requests it hits; all of them without it. */
  times?: number;
  /** The request is carried out first, then its answer is lost in favour of this one. */
  readonly after?: boolean;
}

export const rateLimited = (seconds: number, global = false): Answer => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: seconds, global },
  headers: {
    'retry-after': String(seconds),
    'x-ratelimit-scope': global ? 'global' : 'user',
    ...(global ? { 'x-ratelimit-global': 'true' } : {}),
  },
});

/** The first fault that hits a call; a counted one is used up. */
export function strike(faults: Fault[], { method, path }: Call): Fault | undefined {
  const hit = faults.find((fault) => fault.on.test(`${method} ${path}`) && (fault.times ?? 1) > 0);
  if (hit?.times !== undefined) hit.times--;
  return hit;
}
