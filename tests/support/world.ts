import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hall, openHall, readLibrary } from '../../adapters/hall.js';
import type { Library } from '../../src/commands/command.js';
import type { Writer } from '../../src/digest/abstract/writer.js';
import { createIndex } from '../../src/course/search.js';
import type { TravelClock } from '../../src/io/clock.js';
import type { Question } from '../../src/quiz/question.js';
import type { Random } from '../../src/ports.js';
import { listLog, type Logged } from './log.js';

/** 2026-03-02, a Monday, 09:00 in Shanghai. */
export const START = Date.parse('2026-03-02T01:00:00Z');

/** A clock that stands still until it is moved; nothing runs by itself. */
export function stillClock(start = START): TravelClock {
  let now = start;
  return { now: () => now, turn: () => new Promise((resolve) => setImmediate(resolve)), every: () => () => {}, travel: (to) => void (now = to), offsetMs: () => now - start };
}

/** The same numbers and ids in every run. */
export function countedRandom(): Random {
  let state = 7;
  let count = 0;
  return {
    next: () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647,
    id: () => (count++).toString(36).padStart(12, '0'),
  };
}

const COURSE = 'content/kubernetes';
/** Read once for all worlds of a test file: it never changes. */
let library: Promise<Library> | undefined;

/** Libraries with other questions: an index is not built anew for every world. */
const changed = new WeakMap<object, Library>();

/** The library with other questions in some lessons, by their ids. */
export function withQuestions(library: Library, questions: Readonly<Record<string, readonly Question[]>> | undefined): Library {
  if (!questions) return library;
  const course = { ...library.course, lessons: library.course.lessons.map((lesson) => ({ ...lesson, questions: questions[lesson.id] ?? lesson.questions })) };
  const made = changed.get(questions) ?? { course, index: createIndex(course) };
  changed.set(questions, made);
  return made;
}

export interface World {
  readonly hall: Hall;
  readonly clock: TravelClock;
  readonly logged: Logged[];
  readonly file: string;
  close(): Promise<void>;
}

/** What was built before the tests, of the same sources: a world takes the course that is kept there. */
const BUILT = new URL('../../dist/', import.meta.url);

/** The real core on a real store in a folder of its own (or at `url`), with the course of the repository. */
export async function openWorld(more: { file?: string; url?: string; clock?: TravelClock; random?: Random; writer?: Writer | undefined; questions?: Readonly<Record<string, readonly Question[]>> } = {}): Promise<World> {
  const folder = more.file === undefined ? await mkdtemp(join(tmpdir(), 'study-hall-')) : undefined;
  const file = more.file ?? join(folder as string, 'hall.db');
  const clock = more.clock ?? stillClock();
  const logged: Logged[] = [];
  const hall = await openHall({
    config: { STORE_URL: more.url ?? `file://${file}`, COURSE, DEFAULT_LOCALE: 'zh-CN', DEFAULT_ZONE: 'Asia/Shanghai' },
    clock,
    random: more.random ?? countedRandom(),
    log: listLog(logged),
    writer: more.writer,
    library: withQuestions(await (library ??= readLibrary(COURSE, BUILT)), more.questions),
  });
  return {
    hall,
    clock,
    logged,
    file,
    async close() {
      await hall.close();
      if (folder !== undefined) await rm(folder, { recursive: true });
    },
  };
}
