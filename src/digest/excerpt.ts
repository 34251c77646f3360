import { contactsIn, type Stretch } from './contact.js';
import { graphemesOf, showable, type Grapheme } from './graphemes.js';

/** An exact part of a comment: `text === comment.slice(start, end)`, cut at grapheme borders. */
export interface Excerpt {
  readonly text: string;
  /** UTF-16 units into the comment's text. */
  readonly start: number;
  readonly end: number;
  /** Whether something to see was left out before it, and after it. */
  readonly before: boolean;
  readonly after: boolean;
}

/** More lines than this push everything else off a phone's screen. */
export const LINES = 6;
/** What is read of a comment, UTF-16 units; contact data that begins in it is seen whole. */
const READ = 20_000;
const LONGEST = 400;

type Run = readonly Grapheme[];

/** The form of a quote: at most so many UTF-16 units, and lines. */
export interface Shape {
  readonly max: number;
  readonly lines: number;
}

/**
 * The part of a comment to quote: at most `max` UTF-16 units and 6 lines, from sentence border to sentence border where that
 * does not cost half of it, without contact data and without characters that steer the layout (it lies between them). It holds
 * the sentence at `focus` (a position in the text) where that can be. Undefined when the comment has nothing to show that fits.
 */
export const excerpt = (text: string, max: number, focus = 0): Excerpt | undefined => excerptor(text, focus)({ max, lines: LINES });

/** The same comment in several shapes: it is read once. */
export function excerptor(text: string, focus = 0): (shape: Shape) => Excerpt | undefined {
  const all = hiding(graphemesOf(text, READ), contactsIn(text.slice(0, READ + LONGEST)));
  return (shape) => {
    const run = bestRun(runsOf(all, shape.max), shape.max, focus);
    if (run === undefined) return undefined;
    const first = startOf(run, shape, focus);
    const [from, to] = trimmed(run, first, endOf(run, first, shape));
    const start = run[from]!.start;
    const end = run[to - 1]!.end;
    return { text: text.slice(start, end), start, end, before: showable(text.slice(0, start)), after: showable(text.slice(end)) };
  };
}

/** What lies in a hidden stretch may not stand in a quote. */
function hiding(all: readonly Grapheme[], hidden: readonly Stretch[]): readonly Grapheme[] {
  let next = 0;
  if (hidden.length === 0) return all;
  return all.map((one) => {
    while (next < hidden.length && hidden[next]!.end <= one.start) next++;
    return next < hidden.length && hidden[next]!.start < one.end ? { ...one, kind: 'bad' } : one;
  });
}

/** Stretches without bad graphemes, blank ends cut off. */
function runsOf(all: readonly Grapheme[], max: number): Run[] {
  const runs: Grapheme[][] = [[]];
  for (const one of all) {
    if (one.kind === 'bad' || one.text.length > max) runs.push([]);
    else runs.at(-1)!.push(one);
  }
  return runs
    .map((run) => run.slice(...trimmed(run, 0, run.length)))
    .filter((run) => run.some((one) => showable(one.text)));
}

/** The run with the focus unless it is a scrap beside another; else the one that shows most, the first of equals. */
function bestRun(runs: readonly Run[], max: number, focus: number): Run | undefined {
  const shows = (run: Run) => Math.min(max, run.at(-1)!.end - run[0]!.start);
  const best = runs.reduce<Run | undefined>((top, run) => (top === undefined || shows(run) > shows(top) ? run : top), undefined);
  const wanted = runs.find((run) => run[0]!.start <= focus && focus < run.at(-1)!.end);
  return wanted !== undefined && best !== undefined && shows(wanted) * 2 >= shows(best) ? wanted : best;
}

/** The run's beginning where the focused sentence then still fits, else that sentence's beginning. */
function startOf(run: Run, shape: Shape, focus: number): number {
  const at = run.findIndex((one) => one.end > focus);
  if (at <= 0) return 0;
  const end = run.findIndex((one, i) => i >= at && isSentenceEnd(run, i));
  if (end >= 0 && end < reach(run, 0, shape)) return 0;
  let first = at;
  while (first > 0 && !isSentenceEnd(run, first - 1)) first--;
  // a first sentence that never ends is shown from its beginning; so is one that lies inside a wall
  const next = run.findIndex((one, i) => i >= first && one.kind === 'ok' && showable(one.text));
  return next < 0 ? 0 : next;
}

/** Past the last grapheme that fits into the units and the lines. */
function reach(run: Run, first: number, { max, lines: most }: Shape): number {
  let lines = 1;
  for (let i = first; i < run.length; i++) {
    if (run[i]!.text.includes('\n') && ++lines > most) return i;
    if (run[i]!.end - run[first]!.start > max) return i;
  }
  return run.length;
}

function endOf(run: Run, first: number, shape: Shape): number {
  const far = reach(run, first, shape);
  if (far === run.length) return far;
  const back = (share: number, isBorder: (i: number) => boolean): number | undefined => {
    for (let i = far - 1; i >= first + (far - first) * share; i--) if (isBorder(i)) return i + 1;
    return undefined;
  };
  const pause = (i: number) => run[i]!.kind === 'space' || /^[，、,:：]$/.test(run[i]!.text);
  return back(0.5, (i) => isSentenceEnd(run, i)) ?? back(0.7, pause) ?? far;
}

/** An end mark, or a line end, with nothing closing after it. */
function isSentenceEnd(run: Run, i: number): boolean {
  const next = run[i + 1];
  const here = run[i]!.text;
  if (here === '\n' || next === undefined || next.text === '\n') return true;
  if (/^[。！？!?；;…”’」』）)\]"]$/.test(here)) {
    const closing = /^[”’」』）)\]"]$/;
    if (closing.test(next.text) || /^[。！？!?；;…]$/.test(next.text)) return false;
    return !closing.test(here) || (i > 0 && /^[。！？!?；;….]$/.test(run[i - 1]!.text));
  }
  return here === '.' && next.kind === 'space';
}

/** Moves both ends over blank graphemes. */
function trimmed(run: Run, first: number, end: number): [number, number] {
  let [from, to] = [first, end];
  while (from < to && run[from]!.kind === 'space') from++;
  while (to > from && run[to - 1]!.kind === 'space') to--;
  return [from, to];
}
