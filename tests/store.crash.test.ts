import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openStore } from '../src/io/store/index.js';
import { StoreBusy, type Store } from '../src/store.js';
import { seeded } from './support/seeded.js';
import { freshPath, options } from './support/store-drivers.js';

const ROUNDS = 6;

/** Starts the writing child; `lines` grows with what it prints, also after its end. */
function child(path: string, round: number) {
  const script = fileURLToPath(new URL('support/store-child.mjs', import.meta.url));
  const args = [script, resolve('dist/src/io/store/index.js'), path, String(round)];
  const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: process_.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(process_, 'exit'), once(reader, 'close')]);
  return {
    lines,
    /** Resolves once the child has printed so many lines. @throws when it ended before */
    async printed(count: number): Promise<void> {
      while (lines.length < count) {
        const over = await Promise.race([once(reader, 'line').then(() => false), ended.then(() => true)]);
        if (over && lines.length < count) throw new Error(`the child ended after ${lines.length} lines`);
      }
    },
    async kill(): Promise<void> {
      process_.kill('SIGKILL');
      await ended;
    },
  };
}

/** Every line that the child printed, checked against what the store has. Returns what is missing. */
async function missing(store: Store, lines: readonly string[]): Promise<string[]> {
  const lost: string[] = [];
  const boards = new Map<string, number>();
  const members = new Set<string>();
  for (let id = 0; id < 8; id++) for (const { member } of await store.members(`set-${id}`)) members.add(member);
  const check = async (line: string) => {
    const [kind, key = '', id = '', total] = line.split(' ');
    if (kind === 'set' && (await store.get<{ key: string }>(key))?.value.key !== key) lost.push(line);
    if (kind === 'add' && !members.has(key)) lost.push(line);
    if (kind === 'score') boards.set(`${key} w${id}`, Number(total));
    if (kind === 'done') {
      const claim = await store.claim(key, { leaseMs: 1 });
      if (claim.state !== 'done' || claim.result !== key) lost.push(line);
    }
  };
  await Promise.all(lines.map(check));
  for (const [who, total] of boards) {
    const [round, member] = who.split(' ');
    const score = (await store.top(`board-${round}`, 8)).find((row) => row.member === member)?.score ?? 0;
    // one more may have been committed just before its line could be printed
    if (score !== total && score !== total + 1) lost.push(`${who}: ${score}, acknowledged ${total}`);
  }
  return lost;
}

describe('the store file, its process killed with -9 (O1, S2)', () => {
  const at = freshPath();

  it(`has every acknowledged write after each of ${ROUNDS} kills, and opens at once`, { timeout: 60_000 }, async () => {
    const random = seeded(20_261_101);
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const run = child(at.path, round);
      await run.printed(2 + Math.floor(random() * 1500));
      await new Promise((later) => setTimeout(later, random() * 20));
      await run.kill();
      expect(run.lines.length).toBeGreaterThan(1);

      const began = performance.now();
      const store = await openStore(`file:${at.path}`, options);
      expect(performance.now() - began).toBeLessThan(1500);
      expect(await missing(store, run.lines)).toEqual([]);
      acknowledged.push(...run.lines.filter((line) => line.startsWith('set ')));
      await store.close();
    }
    const store = await openStore(`file:${at.path}`, options);
    expect(await missing(store, acknowledged)).toEqual([]);
    await store.close();
  });

  it('is refused to a second process while the first lives, who notices nothing', async () => {
    const first = child(at.path, 0);
    await first.printed(1);
    const began = performance.now();
    await expect(openStore(`file:${at.path}`, options)).rejects.toThrow(StoreBusy);
    expect(performance.now() - began).toBeLessThan(1500);
    await first.printed(first.lines.length + 50);
    await first.kill();
    const store = await openStore(`file:${at.path}`, options);
    expect(await missing(store, first.lines)).toEqual([]);
    await store.close();
  });
});
