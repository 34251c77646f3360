import type { Locale } from './locale/index.js';
import { type Store, update } from './store.js';

/** Settings and other small documents, kept under Keyv's face; one document a key, never one for a group of things. */
export interface Documents {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

/** What a member, a channel or a group has chosen. */
export interface Settings {
  readonly locale?: Locale | undefined;
  /** A member's: how sure to be of a card on the day when it comes back, whole per cent. */
  readonly retention?: number | undefined;
  /** A group's: how many members suspend a question by their reports. */
  readonly reports?: number | undefined;
}

/** `of` is a member's, channel's or group's id; they are unique over all of them. */
export const settingsKey = (of: string): string => `settings:${of}`;

/** Keyv's namespace of {@link Documents}. */
export const DOCUMENTS = 'documents';

/** Sets what is given and leaves the rest as it is, also what another process sets meanwhile. */
export const changeSettings = (store: Store, of: string, what: Settings): Promise<Settings | undefined> =>
  update<Settings>(store, `keyv:${DOCUMENTS}:${settingsKey(of)}`, (now) => ({ ...now, ...what }));
