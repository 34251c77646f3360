import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openStore } from '../src/io/store/index.js';
import { freshPath, options } from './support/store-drivers.js';

const MEMBERS = 20_000;

/** Answers from the first member on, each sent twice; killed with -9 once so many are acknowledged. Returns which were. */
async function answers(path: string, until: number): Promise<number[]> {
  const script = fileURLToPath(new URL('support/answers-child.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, resolve('dist/src/io/store/index.js'), path, String(MEMBERS)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: number[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    acknowledged.push(Number(line));
    if (acknowledged.length === until) child.kill('SIGKILL');
  });
  await Promise.all([once(child, 'exit'), once(lines, 'close')]);
  return acknowledged;
}

describe('Q3 Q10: an answer and its points are one step', () => {
  const at = freshPath();

  it(`${MEMBERS.toLocaleString('en')} answers, each sent twice, with two kills in the middle, score exactly`, { timeout: 120_000 }, async () => {
    const acknowledged = [...(await answers(at.path, 4321)), ...(await answers(at.path, 12_345))];
    const between = await openStore(`file:${at.path}`, options);
    const attempts = (await between.members('attempts')).map(({ member }) => Number(member.slice(1)));
    const scored = (await between.top('score', MEMBERS)).map(({ member, score }) => [Number(member.slice(1)), score]);
    // after a kill: who has an attempt has its points, and nobody else has
    expect(scored.sort(([a = 0], [b = 0]) => a - b)).toEqual(attempts.filter((i) => i % 3 !== 0).sort((a, b) => a - b).map((i) => [i, 1]));
    const kept = new Set(attempts);
    expect(acknowledged.filter((i) => !kept.has(i))).toEqual([]);
    expect(attempts.length).toBeLessThan(MEMBERS);
    await between.close();

    expect(await answers(at.path, Number.POSITIVE_INFINITY)).toHaveLength(MEMBERS);
    const store = await openStore(`file:${at.path}`, options);
    expect(await store.count('attempts')).toBe(MEMBERS);
    const final = await store.top('score', MEMBERS);
    expect(final).toHaveLength(Array.from({ length: MEMBERS }, (_, i) => i).filter((i) => i % 3 !== 0).length);
    expect(new Set(final.map(({ score }) => score))).toEqual(new Set([1]));
    await store.close();
  });
});
