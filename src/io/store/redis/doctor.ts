import { type Finding, ok, problem, text, warning } from '../../doctor/finding.js';
import type { RedisAddress } from './address.js';
import { Connection } from './connection.js';
import { isRefusal } from './errors.js';

const ABOUT = 'STORE_URL';
/** How long it is waited for, milliseconds. */
const PATIENCE_MS = 3000;
/** A member's answer asks the store some ten times; slower than this and people feel it. */
const SLOW_MS = 20;
const OLDEST = [6, 2] as const;

/** Looks at a Redis: whether it is there and keeps safely what it is given. Writes nothing, and never throws. */
export async function examineRedis(address: RedisAddress): Promise<Finding[]> {
  const connection = new Connection(address, undefined);
  try {
    await connection.open(PATIENCE_MS);
    const { redis } = connection;
    const info = await redis.info();
    const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
    const times: number[] = [];
    for (let i = 0; i < 7; i++) {
      const began = performance.now();
      await redis.ping();
      times.push(performance.now() - began);
    }
    return [ok(ABOUT, text(`${address.shown} answers`, `${address.shown} 可以连接`)), version(field), cluster(field), ...safety(field), latency(times.sort((a, b) => a - b)[3] ?? 0)].flat();
  } catch (error) {
    const { message } = error as Error;
    const todo = isRefusal(error as Error)
      ? text('check user, password and database in STORE_URL', '请检查 STORE_URL 中的用户、密码和库号')
      : text('start Redis there, open the way to it, or set another STORE_URL', '请启动该 Redis、放通网络，或设置另一个 STORE_URL');
    return [problem(ABOUT, text(`${address.shown}: ${message}`, `${address.shown}：${message}`), todo)];
  } finally {
    connection.close();
  }
}

type Field = (name: string) => string | undefined;

function version(field: Field): Finding {
  const valkey = field('valkey_version');
  const shown = valkey === undefined ? `Redis ${field('redis_version')}` : `Valkey ${valkey}`;
  // Valkey tells the Redis that it is compatible with
  const [major = 0, minor = 0] = (field('redis_version') ?? '').split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return ok('Redis', text(shown, shown));
  return problem('Redis', text(`${shown} is too old`, `${shown} 版本过旧`), text('Redis 6.2 or newer, or Valkey, is needed', '需要 Redis 6.2 或更新版本，或 Valkey'));
}

const cluster = (field: Field): Finding[] =>
  field('cluster_enabled') === '1' ? [problem('Redis', text('it is a Redis Cluster', '这是 Redis Cluster'), text('use a single Redis: one step of this program changes keys all over it', '请使用单个 Redis：本程序的一步操作会同时修改多处数据'))] : [];

function safety(field: Field): Finding[] {
  const policy = field('maxmemory_policy') ?? '?';
  return [
    field('aof_enabled') === '1'
      ? ok('appendonly', text('yes', 'yes'))
      : warning('appendonly', text('no: what was acknowledged is lost when Redis stops', 'no：Redis 一停止，已确认的数据就会丢失'), text('set «appendonly yes» in redis.conf', '请在 redis.conf 中设置 appendonly yes')),
    policy === 'noeviction'
      ? ok('maxmemory-policy', text(policy, policy))
      : warning('maxmemory-policy', text(`${policy}: a full Redis throws members’ data away`, `${policy}：内存用满时会丢弃成员数据`), text('set «maxmemory-policy noeviction» in redis.conf', '请在 redis.conf 中设置 maxmemory-policy noeviction')),
  ];
}

function latency(ms: number): Finding {
  const shown = `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  if (ms < SLOW_MS) return ok('latency', text(shown, shown));
  return warning('latency', text(`${shown} for one call`, `单次调用 ${shown}`), text('run Redis nearer to the bot: an answer takes about ten calls', '请让 Redis 离 bot 更近：一次回答约需十次调用'));
}
