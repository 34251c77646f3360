import { COPYING, type Piece, type Portable } from '../copy/piece.js';
import { RANK, rows } from './boards.js';
import { LIVE } from './claims.js';
import { HEAD, headOf } from './documents.js';
import { KEYS, type Kind, named } from './keys.js';
import type { Line } from './line.js';
import { script } from './lua.js';
import { MEMBERS, placed, PUT } from './sets.js';
import { ourKeys } from './scan.js';

const LOAD_DOCUMENT = script(HEAD, `write(KEYS[1], ARGV[3], ARGV[4], ARGV[5])`);

const LOAD_CLAIM = script(LIVE, `
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'token', ARGV[3], 'done', ARGV[4], 'until', ARGV[5], 'attempt', ARGV[6], 'since', ARGV[7])
if ARGV[8] ~= '' then redis.call('HSET', KEYS[1], 'result', ARGV[8]) end
if ARGV[9] ~= '' then redis.call('HSET', KEYS[1], 'ttl', ARGV[9]) end
if ARGV[10] ~= '' then expire(KEYS[1], ARGV[10]) end`);

/** All of ours in a Redis as a whole. */
export function portableRedis(line: Line, shown: string, now: () => number): Portable {
  const mark = KEYS.document(COPYING);

  /** Everything of ours but the mark, a few at a time; a key comes once. */
  async function* keys() {
    const seen = new Set<string>();
    for await (const found of ourKeys(line)) {
      const fresh = [...new Set(found)].filter((key) => key !== mark && !seen.has(key));
      for (const key of fresh) seen.add(key);
      yield fresh.flatMap((key) => {
        const what = named(key);
        return what ? [{ key, ...what }] : [];
      });
    }
  }
  const lasts = (expires: number | null, instant: number) => (expires === null || expires > instant ? 1 : 0);
  const SIZE: Readonly<Record<Kind, (key: string, instant: number) => Promise<number>>> = {
    document: async (key, instant) => lasts(expiresOf(await line.ask((redis) => redis.getrange(key, 0, 39))), instant),
    claim: async (key, instant) => lasts(numberOf(await line.ask((redis) => redis.hget(key, 'expires'))), instant),
    // one field of a set is no member
    set: async (key) => (await line.ask((redis) => redis.hlen(key))) - 1,
    board: (key) => line.ask((redis) => redis.zcard(key)),
  };

  return {
    shown,
    async *pieces() {
      for await (const some of keys()) yield (await Promise.all(some.map(({ key, kind, name }) => READ[kind](line, key, name, now())))).flat();
    },
    async put(pieces) {
      // in their order: a set keeps it
      await Promise.all(pieces.map((piece) => write(line, piece)));
    },
    async counts(instant) {
      const counts = { document: 0, claim: 0, member: 0, score: 0 };
      for await (const some of keys()) {
        await Promise.all(some.map(async ({ key, kind }) => {
          const size = await SIZE[kind](key, instant);
          counts[COUNTED[kind]] += size;
        }));
      }
      return counts;
    },
    async clear() {
      for await (const some of keys()) await Promise.all(some.map(({ key }) => line.ask((redis) => redis.unlink(key))));
    },
    isMarked: async () => (await line.ask((redis) => redis.exists(mark))) === 1,
    async mark(marked) {
      if (marked) await line.run(LOAD_DOCUMENT, [mark], [1, '0', 'true']);
      else await line.ask((redis) => redis.del(mark));
    },
    async others() {
      // not every server says it to everybody
      const list = await line.ask((redis) => redis.client('LIST')).catch(() => '');
      return Math.max(0, [...String(list).matchAll(/ name=study-hall /g)].length - 1);
    },
    close: () => line.close(),
  };
}

const COUNTED = { document: 'document', claim: 'claim', set: 'member', board: 'score' } as const;

type Read = (line: Line, key: string, name: string, now: number) => Promise<Piece[]>;

const READ: Readonly<Record<Kind, Read>> = {
  async document(line, key, name, now) {
    const text = await line.ask((redis) => redis.get(key));
    if (text === null) return [];
    const { version, json } = headOf(text);
    const expires = expiresOf(text);
    return expires === null || expires > now ? [{ kind: 'document', key: name, json, version, expires }] : [];
  },
  async claim(line, key, name, now) {
    const [token, attempt, until, since, done, result, ttl, end] = await line.ask((redis) => redis.hmget(key, 'token', 'attempt', 'until', 'since', 'done', 'result', 'ttl', 'expires'));
    const expires = numberOf(end);
    if (attempt === null || (expires !== null && expires <= now)) return [];
    return [
      { kind: 'claim', key: name, token: token || null, attempt: Number(attempt), until: Number(until), since: Number(since), done: done === '1', result: result ?? null, ttl: numberOf(ttl), expires },
    ];
  },
  async set(line, key, name) {
    const all = placed((await line.run(MEMBERS, [key], [])) as string[]);
    return all.map(({ member, json }) => ({ kind: 'member', set: name, member, json: json === '' ? null : json }));
  },
  async board(line, key, name) {
    const all = rows(await line.ask((redis) => redis.zrange(key, 0, -1, 'WITHSCORES')));
    return all.map(({ member, score }) => ({ kind: 'score', board: name, member, score }));
  },
};

async function write(line: Line, piece: Piece): Promise<void> {
  if (piece.kind === 'document') await line.run(LOAD_DOCUMENT, [KEYS.document(piece.key)], [piece.version, piece.expires ?? '0', piece.json]);
  else if (piece.kind === 'member') await line.run(PUT, [KEYS.set(piece.set)], [piece.member, piece.json ?? '']);
  else if (piece.kind === 'score') await line.run(RANK, [KEYS.board(piece.board)], [piece.member, piece.score]);
  else {
    const { token, done, until, attempt, since, result, ttl, expires } = piece;
    await line.run(LOAD_CLAIM, [KEYS.claim(piece.key)], [token ?? '', done ? 1 : 0, until, attempt, since, result ?? '', ttl ?? '', expires ?? '']);
  }
}

const numberOf = (text: string | null | undefined): number | null => (text === null || text === undefined ? null : Number(text));
/** Null for never. */
const expiresOf = (text: string): number | null => headOf(text).expires || null;
