import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../src/io/clock.js';
import type { SealKey } from '../src/io/sealed.js';
import { handCore } from './contracts/core.js';
import { startSlack, type Started } from './fakes/slack/harness.js';
import { installIn, keysOf, keyText } from './support/installing.js';
import { openWorld, type World } from './support/world.js';

let world: World;
let tokens: string[];
beforeEach(async () => {
  world = await openWorld({ clock: createClock() });
});
afterEach(() => world.close());

/** Starts with keys; workspaces of before are known to Slack. */
const start = (keys: readonly SealKey[]): Promise<Started> =>
  startSlack(handCore(), 'http', { oauth: { keys, store: world.hall.parts.store }, prepare: (fake) => tokens.forEach((token) => fake.tokens.set(token, 'bot')) });
const run = async <T>(keys: readonly SealKey[], work: (slack: Started) => Promise<T>): Promise<T> => {
  const slack = await start(keys);
  try {
    return await work(slack);
  } finally {
    await slack.stop();
  }
};
const served = (slack: Started) => Promise.all(['T2', 'T3'].map(async (team) => (await slack.adapter.preflight(`slack:${team}:C1`)).length === 0));

describe('X6: tokens at rest', () => {
  const [old, next] = [keyText('k1'), keyText('k2')];
  beforeEach(async () => {
    tokens = [];
    await run(keysOf(old), async (slack) => {
      for (const team of ['T2', 'T3']) {
        await installIn(slack.fake, slack.origin, team);
        tokens.push(slack.fake.tenants.tokenOf(team) ?? '');
      }
    });
  });

  it('nothing in the store shows a token, nor the key', async () => {
    const files = await Promise.all(['', '-wal'].map((end) => readFile(world.file + end, 'latin1').catch(() => '')));
    const kept = files.join('');
    expect(kept).toContain('slack-installations:T2');
    for (const secret of [...tokens, old.slice(3)]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(kept).not.toContain(secret);
    }
  });

  it('after a restart with the same key all are served', async () => {
    expect(await run(keysOf(old), served)).toEqual([true, true]);
  });

  it.each([
    ['without its key', () => keysOf(next), 'k1'],
    ['with another key of its name', () => keysOf(keyText('k1')), 'k1'],
  ])('a start %s is refused: the key is named, its value is not', async (_name, keys, name) => {
    const error = await run(keys(), served).catch((e: unknown) => e as Error);
    expect(error).toMatchObject({ name: 'ConfigError' });
    expect(String(error)).toContain(`2 installation(s) of the Slack app do not open: the key «${name}» is not there, or is another one`);
    expect(String(error)).toContain(`${name}:lost`);
    expect(String(error)).not.toContain(old.slice(3));
  });

  it('a new key in front, the old one behind: sealed anew, so that the old one can go', async () => {
    expect(await run(keysOf(next, old), served)).toEqual([true, true]);
    expect(await run(keysOf(next), served)).toEqual([true, true]);
  });

  it('a key that was lost: the bot starts, and workspaces install the app again', async () => {
    await run(keysOf(next, 'k1:lost'), async (slack) => {
      expect(await served(slack)).toEqual([false, false]);
      await installIn(slack.fake, slack.origin, 'T2');
      expect(await served(slack)).toEqual([true, false]);
    });
    expect(await run(keysOf(next, 'k1:lost'), served).then(([first]) => first)).toBe(false);
  });
});
