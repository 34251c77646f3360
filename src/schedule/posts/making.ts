import type { Parts } from '../../commands/command.js';
import type { Locale, T } from '../../locale/index.js';
import type { Reply } from '../../reply.js';
import type { StepKind } from '../follow.js';
import type { Schedule } from '../schedule.js';

/** What one occurrence posts. */
export interface Post {
  readonly reply: Reply;
  readonly lesson?: string | undefined;
  /** Id of the round that it asks; its clock starts when the post stands there. */
  readonly round?: string | undefined;
  /** The cursor afterwards. */
  readonly next: string | undefined;
  /** The closing post: nothing follows. */
  readonly last: boolean;
  /** What is to follow it, at once. */
  readonly steps: readonly StepKind[];
}

/** What a post is made of. */
export interface Making {
  readonly parts: Parts;
  readonly schedule: Schedule;
  /** The occurrence's local day. */
  readonly date: string;
  /** The channel's language: posts speak it. */
  readonly locale: Locale;
  readonly t: T;
  /** Only to be looked at: nothing is written down, nobody is pinged. */
  readonly draft: boolean;
}

/** Makes a post; the same one however often it is asked for one occurrence. Undefined while the course lacks what it needs. */
export type Maker = (making: Making) => Promise<Post | undefined>;
