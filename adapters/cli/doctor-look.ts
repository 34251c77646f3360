import { createRequire } from 'node:module';
import { declare } from '../../src/commands/declare.js';
import { COMMANDS } from '../../src/commands/index.js';
import type { Config } from '../../src/io/config.js';
import { controlFile } from '../../src/io/control.js';
import { configuration } from '../../src/io/doctor/config.js';
import { course } from '../../src/io/doctor/course.js';
import { type Finding, ok, problem, text } from '../../src/io/doctor/finding.js';
import { clock, nodeVersion, room, zone } from '../../src/io/doctor/machine.js';
import { pictures } from '../../src/io/doctor/pictures.js';
import { storeFile } from '../../src/io/doctor/store-file.js';
import { fromRoot } from '../../src/io/paths.js';
import { pathOf } from '../../src/io/store/index.js';
import { redisAddress } from '../../src/io/store/redis/address.js';
import { storeAddress } from '../hall.js';
import type { Opened } from '../slack/install/opened.js';
import { installations } from './doctor-installed.js';
import type { DoctorOptions } from './doctor-options.js';

/** Everything that can be looked at, part by part, so that the first ones are read while the others are waited for. */
export async function* examine(env: Readonly<Record<string, string | undefined>>, options: Pick<DoctorOptions, 'online' | 'channel'>): AsyncGenerator<readonly Finding[]> {
  const now = Date.now();
  const { config, findings } = configuration(env);
  yield findings;
  yield [nodeVersion(process.versions.node, hasLibsql()), clock(now)];
  if (!config) return;
  yield [zone(config.DEFAULT_ZONE, now)];
  if (config.PICTURES === 'on') yield [await pictures()];
  yield await course(fromRoot(config.COURSE));
  const looked = await store(config, options.online);
  yield looked;
  // what cannot be opened has been named already; a Redis is asked only where that was wanted
  const readable = looked.length > 0 && looked.every(({ level }) => level !== 'problem');
  const { findings: keys, opened } = readable ? await installations(config) : { findings: [], opened: [] };
  yield keys;
  if (options.online) yield* platforms(config, options.channel, opened);
  else yield [ok('online', text('not asked; --online asks Discord, Slack and Redis', '未查询；加上 --online 会向 Discord、Slack 和 Redis 查询'))];
}

async function store(config: Config, online: boolean): Promise<readonly Finding[]> {
  const address = storeAddress(config.STORE_URL);
  const redis = redisAddress(address);
  if (redis === undefined) {
    const path = pathOf(address);
    return [...(await storeFile(path, controlFile(address))), await room(path)];
  }
  if (!online) return [];
  const { examineRedis } = await import('../../src/io/store/redis/doctor.js');
  return examineRedis(redis);
}

async function* platforms(config: Config, channel: DoctorOptions['channel'], installed: readonly Opened[]): AsyncGenerator<readonly Finding[]> {
  const { DISCORD_TOKEN: token, SLACK_BOT_TOKEN: botToken } = config;
  const on = (platform: string) => (channel?.platform === platform ? channel.id : undefined);
  if (token !== undefined) {
    const { examineDiscord } = await import('../discord/doctor.js');
    const id = on('discord');
    yield await examineDiscord({ token, api: config.DISCORD_API_URL, guild: config.DISCORD_GUILD_ID, commands: declare(COMMANDS), channel: id && `discord:${id}`, now: Date.now });
  }
  if (botToken !== undefined || config.SLACK_CLIENT_ID !== undefined) {
    const { examineSlack } = await import('../slack/doctor.js');
    yield await examineSlack({ botToken, appToken: config.SLACK_APP_TOKEN, api: config.SLACK_API_URL, channel: on('slack'), installed });
  }
  if (channel !== undefined && (channel.platform === 'discord' ? token : botToken) === undefined)
    yield [problem(channel.id, text('no token for its platform is set', '没有设置该平台的 token'), text('set DISCORD_TOKEN or SLACK_BOT_TOKEN', '请设置 DISCORD_TOKEN 或 SLACK_BOT_TOKEN'))];
}

function hasLibsql(): boolean {
  try {
    createRequire(import.meta.url).resolve('libsql');
    return true;
  } catch {
    return false;
  }
}
