import type { Config } from '../../src/io/config.js';
import { callRunning } from '../../src/io/control-client.js';
import { controlFile } from '../../src/io/control.js';
import { type Finding, text, warning } from '../../src/io/doctor/finding.js';
import { readFileStore, readRedisStore } from '../../src/io/doctor/store-read.js';
import { redisAddress } from '../../src/io/store/redis/address.js';
import { storeAddress } from '../hall.js';
import { type SealedInstallation, sealedIn } from '../slack/install/installed.js';
import { type Opened, openAll } from '../slack/install/opened.js';
import { INSTALLATIONS } from './calls.js';

/** Whether TOKEN_KEY opens what the store has sealed, and what it opened. Never throws. */
export async function installations({ TOKEN_KEY: keys, STORE_URL }: Config): Promise<{ findings: readonly Finding[]; opened: readonly Opened[] }> {
  if (keys === undefined) return { findings: [], opened: [] };
  try {
    return openAll(await kept(storeAddress(STORE_URL)), keys);
  } catch (error) {
    const { message } = error as Error;
    const what = text(`whether it opens the tokens in the store could not be seen: ${message}`, `无法确认它能否解开已保存的 token：${message}`);
    return { findings: [warning('TOKEN_KEY', what, text('stop the bot, then ask again', '请停止 bot 后再检查一次'))], opened: [] };
  }
}

/** From the running bot, whose file nobody else may open; from the store itself where none runs. */
async function kept(address: string): Promise<readonly SealedInstallation[]> {
  const redis = redisAddress(address);
  if (redis !== undefined) return readRedisStore(redis, sealedIn);
  const called = await callRunning(controlFile(address), INSTALLATIONS, null);
  return called.running ? (called.result as SealedInstallation[]) : ((await readFileStore(address, sealedIn)) ?? []);
}
