import type { CommentFacts } from '../comment.js';
import type { Finder } from './finder.js';
import type { Window } from './window.js';

/** Why something in a comment block is no comment. */
export type Fault = 'no-author' | 'no-likes' | 'no-text' | 'too-long' | 'bad-date' | 'unclosed' | 'cut-off' | 'stray';

/** A comment with the line of the file (from 1) at which its entry begins. */
export interface ScannedComment extends CommentFacts {
  readonly line: number;
}

export interface Refused {
  /** Line of the file, from 1. */
  readonly line: number;
  /** `stray`: something between two entries that is no entry. `cut-off`: the file ends inside the entry. */
  readonly reason: Fault;
  /** One tamed line of at most 60 characters from that place. */
  readonly near: string;
}

/** What a part of a file is read as: outside of comments, a list of entries, a stretch to be passed over. */
export interface Mode {
  /** Reads on from a place of the window that is before the text's end; returns the next place, never one before. */
  read(at: number): number;
  /** Reads on as far as it can without the window's whole reach ahead; returns `at` where it cannot. */
  glance?(at: number): number;
  /** The file ended here, in this mode. */
  end?(): void;
}

/** What modes share: the window, where findings go, and which mode comes next. */
export interface Scanning {
  readonly window: Window;
  comment(comment: ScannedComment): void;
  /** Refuses what stands from `at` to `end` or a little less. */
  refuse(at: number, reason: Fault, end: number): void;
  /** As `refuse`, where the end is not known yet: it is the place that `next` finds from `from` on, and there `back` goes on. */
  damaged(at: number, reason: Fault, resume: { from: number; next: Finder; back: Mode }): number;
  /** Goes from `from` on to the place that `next` finds, however far it is; `arrived` (undefined: the file ended) says where to go on, and as what. */
  pass(from: number, next: Finder, arrived: (at: number | undefined) => number): number;
  become(mode: Mode): void;
  /** Back to looking for blocks. */
  outside(): void;
  /** A block begins whose title says how many it has. */
  declare(count: number | undefined): void;
  /** The file ends inside a block. */
  cut(): void;
}
