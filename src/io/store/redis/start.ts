import type { Log } from '../../../ports.js';
import type { Line } from './line.js';
import { SCHEMA_KEY } from './keys.js';

/** Number of the shape in which this version keeps everything. */
const SCHEMA = 1;

/**
 * Looks at the server once, at the start: refuses what cannot work, and warns of settings under which it may lose what
 * was acknowledged. @throws Error that says what is wrong
 */
export async function lookAt(line: Line, log: Pick<Log, 'warn'> | undefined): Promise<void> {
  const info = await line.ask((redis) => redis.info());
  const setting = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  if (setting('cluster_enabled') === '1') throw new Error('it is a Redis Cluster, and one step of this program changes keys all over it. A single Redis is needed');
  if (setting('aof_enabled') !== '1') {
    log?.warn('REDIS KEEPS NOTHING SAFE: appendonly is off, so what was acknowledged is lost when Redis stops. Set «appendonly yes» in redis.conf');
  }
  const policy = setting('maxmemory_policy');
  if (policy !== 'noeviction') {
    log?.warn(`REDIS MAY DELETE DATA: maxmemory-policy is ${policy ?? 'unknown'}, so a full Redis throws members' data away. Set «maxmemory-policy noeviction» in redis.conf`);
  }
  await line.ask((redis) => redis.set(SCHEMA_KEY, SCHEMA, 'NX'));
  const schema = await line.ask((redis) => redis.get(SCHEMA_KEY));
  if (Number(schema) !== SCHEMA) throw new Error(`it was written by a newer version of this program (schema ${schema}, this one knows ${SCHEMA})`);
}
