import type { Course } from '../course/course.js';
import type { Index } from '../course/search.js';
import type { en } from '../locale/en/index.js';
import type { Abstracts } from '../digest/abstract/abstracts.js';
import type { Locale, T } from '../locale/index.js';
import type { Adapter, Audience, Clock, Log, Random, Request, Suggestion } from '../ports.js';
import type { Reply } from '../reply.js';
import type { Store } from '../store.js';
import type { Documents } from '../documents.js';

/** The course as it is now, with its index; replaced as a whole when content is reloaded. */
export interface Library {
  readonly course: Course;
  readonly index: Index;
}

/** What every command may use. */
export interface Parts {
  library(): Library;
  readonly store: Store;
  readonly documents: Documents;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly adapters: ReadonlyMap<string, Adapter>;
  /** Where a language model is configured. */
  readonly abstracts?: Abstracts | undefined;
  /** Where somebody counts what becomes of posts. */
  readonly tally?: Tally | undefined;
  /** How many processes share the store, and with it the work; one where it is not said. */
  readonly processes?: number | undefined;
  readonly defaults: { readonly locale: Locale; readonly zone: string };
}

/** Ends of scheduled posts that no platform sees. */
export interface Tally {
  missed(platform: string, count: number): void;
  paused(platform: string): void;
}

export interface Context extends Parts {
  readonly request: Request;
  /** The language of this answer. */
  readonly locale: Locale;
  readonly t: T;
}

/** Values of one action's parameters, checked. */
export interface Args {
  text(name: string): string | undefined;
  integer(name: string): number | undefined;
}

export interface Param {
  /** ASCII, `^[a-z]{1,32}$`; its text stands in the catalogs under `param`. */
  readonly name: string;
  /** Under which other name its text stands there. */
  readonly text?: string;
  /** A `channel` is chosen, or written as the platform has it; its value is the core's id of it, and nobody checked that it is there. */
  readonly type: 'text' | 'integer' | 'choice' | 'channel';
  readonly required?: boolean;
  /** For `channel`: what stands there as no channel stays as it was typed, for the command to look it up. */
  readonly byName?: boolean;
  /** For `choice`. */
  readonly choices?: readonly string[];
  /** For `choice`: other ways in which people write a choice. */
  readonly reads?: (typed: string) => string;
  /** For `integer`. */
  readonly min?: number;
  readonly max?: number;
  /** Takes all words that are left. Only the last one that people fill. */
  readonly rest?: boolean;
  /** With `rest`: everything to the end of the line, as it was typed, lines and spaces too. */
  readonly raw?: boolean;
  /** Only as `name:value`; words in order never fill it. */
  readonly named?: boolean;
  /** Only buttons fill it; never offered. */
  readonly hidden?: boolean;
  readonly complete?: (typed: string, library: Library, locale: Locale) => Suggestion[];
}

/** Under `form` in the catalogs: what stands above the fields. */
export type FormTitle = keyof (typeof en)['form']['title'];

export interface FormEntry {
  /** The parameter; label and placeholder stand in the catalogs. */
  readonly name: keyof (typeof en)['form']['label'];
  readonly multiline: boolean;
  /** Longest value, UTF-16 units. */
  readonly max: number;
  /** May stay empty. */
  readonly optional?: boolean;
  /** Under which its texts stand, where that is not its name. */
  readonly label?: keyof (typeof en)['form']['label'];
  /** Asked for beside the others, where the line does not give it already. */
  readonly extra?: boolean;
}

export interface ActionForm {
  readonly title: FormTitle;
  /** The `raw` ones last: their values end the line. */
  readonly fields: readonly FormEntry[] | ((given: ReadonlyMap<string, string>) => readonly FormEntry[]);
  /** Whether this line wants the form, by the values that it gives: a form shall not ask for what would be refused. Default: always. */
  wanted?(given: ReadonlyMap<string, string>, library: Library): boolean;
}

export interface Action {
  /** Other words that people type for it, in either language. */
  readonly aliases?: readonly string[];
  readonly params: readonly Param[];
  /**
   * For which parameter a word without a name is, where people write them in any order; undefined for a word to leave out.
   * `last`: what the word before it was for. A named value then ends where a word is for another parameter.
   */
  sort?(word: string, given: ReadonlyMap<string, string>, last: string | undefined): string | undefined;
  /** Who sees the answer to a typed line; fixed before the command runs. */
  readonly audience: 'everyone' | 'you';
  /** Who sees the answer to a press on a message that everyone sees. Default: the presser alone. On a private message a press changes it in place. */
  readonly pressed?: Audience;
  /** `manage`: needs the right to manage the channel; `admin`: the whole group. Checked again at every call. */
  readonly right?: 'manage' | 'admin';
  /** Reached by buttons only; never offered. */
  readonly hidden?: boolean;
  /** A line to try, where that of the command shows another action. */
  readonly example?: string;
  /** Parameters that a form asks for where the line lacks all of them; its texts stand in the catalogs under `form`. */
  readonly form?: ActionForm;
  run(context: Context, args: Args): Promise<Reply>;
}

export interface Command {
  /** ASCII; its texts stand in the catalogs under `command`. */
  readonly name: string;
  /** Other words that people type for it, in either language. */
  readonly aliases: readonly string[];
  /** A line to try. */
  readonly example: string;
  /** By name; the name `''` is the action of a command without sub-commands. */
  readonly actions: Readonly<Record<string, Action>>;
  /** The action taken when the second word names none. */
  readonly usual: string;
  /** The action that every message's own menu offers; the request carries the message. Its text stands in the catalogs under `menu`. */
  readonly menu?: string;
}
