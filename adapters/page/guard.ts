import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** An answer that is not a success; `code` is for the browser, `message` for a person with a terminal. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The page has no login, so it must not be driven from other sites: no script, style or frame but our own
 * files, and no way to turn text into markup (`require-trusted-types-for` makes `innerHTML` throw).
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export function secure(response: ServerResponse): void {
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cache-control', 'no-store');
}

export interface Guard {
  readonly token: string;
  /** @throws Refused where the request did not come from our own page at our own address. */
  check(request: IncomingMessage, port: number): void;
}

/** `Host` stops a foreign name that resolves to this machine, `Origin` a foreign page, the token everything else that writes. */
export function createGuard(): Guard {
  const token = randomBytes(24).toString('base64url');
  const same = (given: unknown) => {
    const bytes = Buffer.from(typeof given === 'string' ? given : '');
    const own = Buffer.from(token);
    return bytes.length === own.length && timingSafeEqual(bytes, own);
  };
  return {
    token,
    check(request, port) {
      const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
      const { host, origin } = request.headers;
      if (!host || !hosts.includes(host)) throw new Refused(403, 'host', 'This page answers at its own address only.');
      if (origin !== undefined && origin !== `http://${host}`) throw new Refused(403, 'origin', 'This page answers its own scripts only.');
      if (request.method === 'GET' || request.method === 'HEAD') return;
      if (!same(request.headers['x-page-token'])) throw new Refused(403, 'token', 'The token of this start is missing; reload the page.');
    },
  };
}
