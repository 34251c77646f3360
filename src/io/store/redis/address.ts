/** How a STORE_URL names a Redis; `rediss://` over TLS. */
export const REDIS_FORM = 'redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]';

/** Where a Redis is. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Number of the database, from 0. */
  readonly db: number;
  readonly tls: boolean;
  /** The address without user and password: the only form that may be shown. */
  readonly shown: string;
}

const DEFAULT_PORT = 6379;

export const isRedis = (url: string): boolean => /^rediss?:/i.test(url);

/** Undefined where the text is no such address; options behind a `?` are refused, so that none is left out unseen. */
export function redisAddress(text: string): RedisAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const { protocol = '', hostname = '', pathname = '', port = '', search = '', hash = '' } = url ?? {};
  const path = /^\/?(\d{0,5})$/.exec(pathname);
  if (!url || !/^rediss?:$/.test(protocol) || !hostname || !path || search || hash) return undefined;
  const [username, password] = [decoded(url.username), decoded(url.password)];
  if (username === null || password === null) return undefined;
  const db = Number(path[1]);
  const number = port === '' ? DEFAULT_PORT : Number(port);
  const shown = `${protocol}//${hostname}:${number}${db ? `/${db}` : ''}`;
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: number, username: username || undefined, password: password || undefined, db, tls: protocol === 'rediss:', shown };
}

/** Null where the percent signs of the text mean nothing. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
