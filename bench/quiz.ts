import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hall, openHall } from '../adapters/hall.js';
import { createClock } from '../src/io/clock.js';
import { random } from '../src/io/random.js';
import { rightAnswer } from '../src/quiz/grade.js';
import { shownIn } from '../src/quiz/order.js';
import { attemptsKey, type Round, roundKey } from '../src/quiz/round.js';
import { scoreKey } from '../src/quiz/game.js';
import type { Reply } from '../src/reply.js';
import { quantile, table } from './measure.js';

const LESSON = '24';
const GROUPS = [10, 1000, 10_000];
/** Single answers a batch, and batches, of which the median counts. */
const SINGLE = 60;
const BATCHES = 7;
const CROWD = 5000;
const silent = { info: () => {}, warn: () => {}, error: (message: string, fields?: object) => console.error(message, fields) };

let events = 0;

interface Heard {
  readonly acknowledgedMs: number;
  readonly answeredMs: number;
}

/** One event through the whole core, on a store on disk. */
async function receive({ bot }: Hall, line: string, who: string, key = `bench:${events++}`): Promise<{ heard: Heard | undefined; reply: Reply | undefined }> {
  const start = performance.now();
  let acknowledgedMs = 0;
  let reply: Reply | undefined;
  let heard: Heard | undefined;
  await bot.receive(
    { key, line, member: { id: who, name: who, locale: 'en', admin: true }, place: { platform: 'bench', group: 'bench:g', channel: `bench:${line.startsWith('quiz group') ? key : 'c'}` }, at: Date.now(), pressed: { private: false } },
    {
      acknowledge: () => Promise.resolve(void (acknowledgedMs = performance.now() - start)),
      answer(given) {
        reply = given;
        heard = { acknowledgedMs, answeredMs: performance.now() - start };
        return Promise.resolve({ channel: 'bench:c', message: `bench:${key}` });
      },
    },
  );
  return { heard, reply };
}

/** A new round with one press to be right, and so many members who have answered it. */
async function begin(hall: Hall, answered: number): Promise<{ id: string; right: number; wrong: number; game: string }> {
  const { reply } = await receive(hall, `quiz group seconds:86400 ${LESSON}`, 'bench:host');
  const id = /quiz reveal (r\w+)/.exec(JSON.stringify(reply))?.[1] ?? '';
  const round = (await hall.parts.store.get<Round>(roundKey(id)))?.value;
  if (!round) throw new Error(`no round in ${JSON.stringify(reply)}`);
  const order = shownIn(round.asked, id).map((option) => option.id);
  const right = order.indexOf(rightAnswer(round.asked)) + 1;
  const before = Array.from({ length: answered }, (_, i) => hall.parts.store.record([{ set: attemptsKey(id), member: `bench:before${i}`, value: { name: `before ${i}`, answer: 'a', at: i } }]));
  await Promise.all(before);
  return { id, right, wrong: (right % order.length) + 1, game: round.game };
}

const IO = '/proc/self/io';
/** Bytes that this process has written, where the system counts them. */
const written = (): number => (existsSync(IO) ? Number(/^wchar: (\d+)/m.exec(readFileSync(IO, 'utf8'))?.[1]) : Number.NaN);

/** Processor time and bytes of one answer, given alone. */
async function oneAnswer(hall: Hall, size: number): Promise<{ cpuMs: number; bytes: number }> {
  const { id, right } = await begin(hall, size);
  const costs: { cpuMs: number; bytes: number }[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const [cpu, bytes] = [process.cpuUsage(), written()];
    for (let i = 0; i < SINGLE; i++) await receive(hall, `quiz answer ${id} ${right}`, `bench:m${batch}-${i}`);
    const { user, system } = process.cpuUsage(cpu);
    costs.push({ cpuMs: (user + system) / 1000 / SINGLE, bytes: (written() - bytes) / SINGLE });
  }
  return { cpuMs: quantile(costs.map(({ cpuMs }) => cpuMs), 0.5), bytes: quantile(costs.map(({ bytes }) => bytes), 0.5) };
}

/** So many members answer within a second, each event delivered twice. @throws Error where a score is not exact */
async function crowd(hall: Hall): Promise<string> {
  const { id, right, wrong, game } = await begin(hall, 0);
  const start = performance.now();
  const deliveries = Array.from({ length: CROWD * 2 }, (_, i) => {
    const n = i >> 1;
    const due = start + (1000 * i) / (CROWD * 2);
    return new Promise<Heard | undefined>((resolve, reject) => {
      setTimeout(() => {
        const late = performance.now() - due;
        receive(hall, `quiz answer ${id} ${n % 2 ? wrong : right}`, `bench:c${n}`, `bench:crowd${n}`).then(
          ({ heard }) => resolve(heard && { acknowledgedMs: heard.acknowledgedMs + late, answeredMs: heard.answeredMs + late }),
          reject,
        );
      }, due - start);
    });
  });
  const heard = (await Promise.all(deliveries)).filter((one) => one !== undefined);
  const scores = await hall.parts.store.top(scoreKey(game), CROWD * 2);
  const exact = heard.length === CROWD && scores.length === CROWD / 2 && scores.every(({ score, member }) => score === 1 && Number(member.slice(7)) % 2 === 0) && (await hall.parts.store.count(attemptsKey(id))) === CROWD;
  if (!exact) throw new Error(`${heard.length} answers, ${scores.length} scores: not exact`);
  const show = (of: (one: Heard) => number) => [0.5, 0.99, 1].map((share) => quantile(heard.map(of), share).toFixed(0)).join(' / ');
  return table([
    [`${CROWD.toLocaleString('en')} answers in a second, each delivered twice`, 'p50 / p99 / max ms'],
    ['acknowledged after (the platforms allow 3,000)', show((one) => one.acknowledgedMs)],
    ['answered after', show((one) => one.answeredMs)],
    ['scores', 'exact'],
  ]);
}

/** A row with the cost in the largest group in that of the smallest. */
const growth = (name: string, costs: readonly number[], digits: number): string[] => [name, ...costs.map((cost) => cost.toFixed(digits)), ((costs.at(-1) ?? 0) / (costs[0] ?? 0)).toFixed(2)];

export async function benchQuiz(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'study-hall-bench-'));
  const config = { STORE_URL: `file://${join(folder, 'hall.db')}`, COURSE: 'content/kubernetes', DEFAULT_LOCALE: 'en' as const, DEFAULT_ZONE: 'Asia/Shanghai' };
  const hall = await openHall({ config, clock: createClock(), random, log: silent });
  try {
    await oneAnswer(hall, 0);
    const costs: { cpuMs: number; bytes: number }[] = [];
    for (const size of GROUPS) costs.push(await oneAnswer(hall, size));
    console.log('\nQuiz');
    console.log(
      table([
        ['one answer, alone', ...GROUPS.map((size) => `after ${size.toLocaleString('en')}`), 'largest : smallest'],
        growth('processor time, ms', costs.map(({ cpuMs }) => cpuMs), 2),
        growth('bytes written', costs.map(({ bytes }) => bytes), 0),
      ]),
    );
    console.log(await crowd(hall));
  } finally {
    await hall.close();
    await rm(folder, { recursive: true });
  }
}
