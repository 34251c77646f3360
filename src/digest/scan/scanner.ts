import { label } from '../../text.js';
import { openBlocks } from './blocks.js';
import type { Fault, Mode, Refused, Scanning, ScannedComment } from './mode.js';
import { type Sizes, SIZES, Window } from './window.js';

/** Where findings go, in the order of the file. */
export interface Sink {
  comment(comment: ScannedComment): void;
  refused(refused: Refused): void;
}

export interface Summary {
  /** What the blocks' titles say, together. Undefined without a title that says it. */
  readonly declared: number | undefined;
  /** Whether there is a comment block at all. */
  readonly block: boolean;
  /** The file ends inside a block. */
  readonly cut: boolean;
}

export interface Scanner {
  /** The next piece of the file, of any length. */
  push(piece: string): void;
  /** The last piece, which is read as it is, without being cut into smaller ones. */
  end(last?: string): Summary;
}

/**
 * Reads the comments of a column export that comes in pieces, in bounded memory and linear time; the result does not
 * depend on where the pieces end. Never throws.
 */
export function createScanner(sink: Sink, sizes: Sizes = SIZES): Scanner {
  const window = new Window(sizes);
  const need = sizes.reach + sizes.margin;
  let declared: number | undefined;
  let block = false;
  let cut = false;
  let at = 0;
  let waiting: string[] = [];
  let waits = 0;
  /** A CR at the end of a piece: whether an LF follows is not known yet. */
  let held = '';

  const refuse = (line: number, reason: Fault, stretch: string) => sink.refused({ line, reason, near: label(stretch, 60) });

  const scanning: Scanning = {
    window,
    comment: sink.comment,
    refuse: (from, reason, end) => refuse(window.lineOf(from), reason, window.text.slice(from, Math.min(end, from + 200))),
    damaged(start, reason, { from, next, back }) {
      const line = window.lineOf(start);
      const stretch = window.text.slice(start, start + 200);
      const begun = window.offset + start;
      return scanning.pass(from, next, (found) => {
        if (found === undefined) {
          cut = true;
          refuse(line, 'cut-off', stretch);
          return window.text.length;
        }
        refuse(line, reason, stretch.slice(0, window.offset + found - begun));
        mode = back;
        return found;
      });
    },
    pass(from, next, arrived) {
      const passing: Mode = {
        glance: (place) => (window.sure > place ? passing.read(place) : place),
        read(place) {
          const found = next(place);
          const { sure } = window;
          // a little more: an end tag that begins before `sure` ends after it
          return found > sure + 16 ? sure : arrived(found);
        },
        end: () => void arrived(undefined),
      };
      mode = passing;
      return from;
    },
    become: (next) => void (mode = next),
    outside: () => void (mode = outside),
    declare(count) {
      block = true;
      if (count !== undefined) declared = (declared ?? 0) + count;
    },
    cut: () => void (cut = true),
  };

  const outside = openBlocks(scanning);
  let mode: Mode = outside;

  const take = (final: boolean) => {
    at = window.refill(at, waiting.length === 1 ? waiting[0]! : waiting.join(''), final);
    waiting = [];
    waits = 0;
    for (let before = -1; before !== at; ) {
      while (final ? at < window.text.length : window.text.length - at > need) at = mode.read(at);
      before = at;
      if (!final) at = mode.glance?.(at) ?? at;
    }
  };

  /** Takes a piece with LF for every kind of line end. */
  const wait = (piece: string) => {
    const part = held + piece;
    held = part.endsWith('\r') ? '\r' : '';
    const whole = held === '' ? part : part.slice(0, -1);
    const lines = whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole;
    waiting.push(lines);
    waits += lines.length;
  };

  return {
    push(piece) {
      for (let from = 0; from < piece.length; from += need) {
        wait(piece.length <= need ? piece : piece.slice(from, from + need));
        // as much as is left from before, so that every unit is copied a few times only
        if (waits >= window.text.length - at) take(false);
      }
    },
    end(last = '') {
      wait(last);
      if (held !== '') waiting.push('\n');
      take(true);
      mode.end?.();
      return { declared, block, cut };
    },
  };
}
