import { createBot, type Bot } from '../src/bot.js';
import type { Library, Parts, Tally } from '../src/commands/command.js';
import { createIndex, type Index } from '../src/course/search.js';
import { createAbstracts } from '../src/digest/abstract/abstracts.js';
import type { Writer } from '../src/digest/abstract/writer.js';
import { DOCUMENTS } from '../src/documents.js';
import type { Config } from '../src/io/config.js';
import { openCourse } from '../src/io/content/open.js';
import { type Problem, show } from '../src/io/content/problem.js';
import { fromRoot } from '../src/io/paths.js';
import { keyvOver } from '../src/io/store/keyv.js';
import { openStore } from '../src/io/store/index.js';
import { noticing } from '../src/io/store/noticing.js';
import type { Adapter, Clock, Log, Random } from '../src/ports.js';
import type { Store } from '../src/store.js';

/** The core with its store and course, ready for adapters. */
export interface Hall {
  readonly bot: Bot;
  readonly parts: Parts;
  /** Platforms by name; add to it before they start. */
  readonly adapters: Map<string, Adapter>;
  /** Reads the course again. While it has mistakes the one before stays, and the mistakes are thrown. @throws ContentError */
  reload(): Promise<void>;
  /** Copies what is kept into a new file; absent where the store is no file. */
  readonly backup?: ((to: string) => Promise<void>) | undefined;
  close(): Promise<void>;
}

/** The course has mistakes; each is named with file and line. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  constructor(readonly problems: readonly Problem[]) {
    super(`${problems.length} mistake(s) in the course:\n${problems.map((problem) => `  ${show(problem)}`).join('\n')}`);
  }
}

/** `built`: as of `openCourse`. @throws ContentError */
export async function readLibrary(folder: string, built?: URL): Promise<Library> {
  const { course, problems, postings } = await openCourse(folder, built);
  if (!course) throw new ContentError(problems);
  let index: Index | undefined;
  return {
    course,
    // built when it is first asked for: a start need not wait for it
    get index() {
      return (index ??= createIndex(course, postings(course)));
    },
  };
}

export interface HallOptions {
  readonly config: Pick<Config, 'STORE_URL' | 'COURSE' | 'DEFAULT_LOCALE' | 'DEFAULT_ZONE'> & Partial<Pick<Config, 'PROCESSES'>>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** The language model, where one is configured. */
  readonly writer?: Writer | undefined;
  /** The store as everything shall see it, such as one that is timed. */
  readonly seen?: ((store: Store) => Store) | undefined;
  readonly tally?: Tally | undefined;
  /** The course where it was read already; without it, it is read now. */
  readonly library?: Library | undefined;
  /** Told the key of every document that was changed or deleted, once that holds. */
  readonly wrote?: ((key: string) => void) | undefined;
}

/** @throws ContentError, StoreBusy, and what a store that cannot be opened says */
export async function openHall({ config, clock, random, log, ...given }: HallOptions): Promise<Hall> {
  const folder = fromRoot(config.COURSE);
  let library = given.library ?? (await readLibrary(folder));
  const opened = await openStore(storeAddress(config.STORE_URL), { now: () => clock.now(), token: () => random.id(), log });
  const seen = given.seen?.(opened) ?? opened;
  const store = given.wrote ? noticing(seen, given.wrote) : seen;
  const adapters = new Map<string, Adapter>();
  const abstracts = given.writer && createAbstracts({ writer: given.writer, store, clock, log });
  const parts: Parts = {
    library: () => library,
    store,
    documents: keyvOver(store, DOCUMENTS),
    clock,
    random,
    log,
    adapters,
    abstracts,
    tally: given.tally,
    processes: config.PROCESSES,
    defaults: { locale: config.DEFAULT_LOCALE, zone: config.DEFAULT_ZONE },
  };
  return {
    bot: createBot(parts),
    parts,
    adapters,
    backup: opened.backup,
    reload: async () => {
      library = await readLibrary(folder);
    },
    close: async () => {
      await abstracts?.stop();
      await store.close();
    },
  };
}

/** Relative paths are meant from the package's folder, wherever a command was typed. */
export const storeAddress = (url: string): string => (/^file:(?!\/\/)/.test(url) ? `file:${fromRoot(url.slice('file:'.length))}` : url);
