import { decodeEntities } from './entities.js';
import { MAX_AUTHOR } from './head.js';
import type { ScannedComment } from './mode.js';
import type { Sections } from './sections.js';
import { MAX_TEXT, replyOf, unpadded } from './texts.js';
import { isDay } from './values.js';
import type { Window } from './window.js';

const OPENS = /^[-*+](?:[ \t]{1,3}(?:!\[[^\]\n]{0,200}\]\([^()\n]{0,2000}\))?)?[ \t]*$/my;
const NEXT = /^(?:[-*+](?:[ \t]{1,3}(?:!\[[^\]\n]{0,200}\]\([^()\n]{0,2000}\))?)?[ \t]*$|#{1,6}[ \t])/gm;
/** The page's icons, of which a clipper kept no more than this, and the number beside one. */
const ICON = /^\*\*(\d{0,9})$/;
const UNFOLD = /^展开\*\*$/;
const ANSWER = /^作者回复\s{0,9}[:：]/;

const blank = (line: string | undefined): boolean => line !== undefined && /^\s*$/.test(line);

/**
 * The entries of a page clipped to Markdown: a list item with the picture or nothing, then indented lines: the name, the
 * day and the text (in either order), the author's answer, and the icons, the last of them with the likes.
 */
export function clippedSections(window: Window): Sections {
  return {
    opens(at) {
      OPENS.lastIndex = at;
      const found = OPENS.exec(window.text);
      return found === null ? undefined : found[0].length;
    },
    next: window.finder((text, from) => {
      NEXT.lastIndex = from;
      return NEXT.exec(text)?.index ?? -1;
    }),
    read(raw, line) {
      const [, ...all] = raw.split('\n');
      const own = afterIcons(all);
      const lines = all.slice(0, own).map((one) => one.replace(/^(?: {1,2}|\t)/, ''));
      const facts = factsOf(lines, line);
      if (typeof facts === 'string') return { fault: facts };
      const more = all.findIndex((one, i) => i >= own && !blank(one));
      const rest = more < 0 ? undefined : raw.length - all.slice(more).join('\n').length;
      return { comment: facts, rest };
    },
  };
}

/** How many lines belong to the entry: below its icons, lines that are not indented do not. */
function afterIcons(lines: readonly string[]): number {
  const last = lines.findLastIndex((line) => ICON.test(line.trim()));
  const more = lines.slice(last + 1);
  return last >= 0 && more.every((line) => !/^[ \t]+\S/.test(line)) ? last + 1 : lines.length;
}

function factsOf(lines: readonly string[], line: number): ScannedComment | 'no-author' | 'too-long' {
  // a name may be of blanks that are no white space to a template
  const first = lines.findIndex((line) => unpadded(line) !== '');
  if (first < 0) return 'no-author';
  // or of nothing: then the day comes first, and no other after it
  const nameless = isDay(unpadded(lines[first]!)) && !lines.slice(first + 1).some((line) => isDay(line.trim()));
  const nameAt = nameless ? first - 1 : first;
  const author = nameless ? '' : decodeEntities(unpadded(lines[first]!));
  let end = lines.length;
  const icons: string[] = [];
  for (; end > nameAt + 1 && (blank(lines[end - 1]) || ICON.test(lines[end - 1]!)); end--) {
    const icon = ICON.exec(lines[end - 1]!);
    if (icon !== null) icons.unshift(icon[1]!);
  }
  const rest = lines.slice(nameAt + 1, end);
  const numbers = icons.filter((icon) => icon !== '').map(Number);
  const { date, body, reply } = dated(rest);
  const text = decodeEntities(body);
  if (author.length > MAX_AUTHOR || text.length > MAX_TEXT) return 'too-long';
  // an icon without a number stands for none; where two have one, the first counts the replies
  const likes = icons.length === 0 ? undefined : (numbers.at(-1) ?? 0);
  return { author, likes, replyCount: numbers.length > 1 ? numbers[0] : undefined, text, date, line, reply };
}

/** The day is the line after the name, or else the last line of the text that is a day and nothing more. */
function dated(lines: readonly string[]): { date: string | undefined; body: string; reply: string | undefined } {
  const first = lines.findIndex((line) => !blank(line));
  const at = first >= 0 && isDay(lines[first]!.trim()) ? first : lines.findLastIndex((line) => isDay(line.trim()));
  const date = lines[at]?.trim();
  const before = at === first ? [] : lines.slice(0, Math.max(0, at));
  const after = lines.slice(at + 1);
  // the answer stands behind the text, wherever the day is
  const asked = at === first || at < 0 ? after : before;
  // a text that begins so is a reader's own, who pasted one
  const begins = asked.findIndex((line) => !blank(line));
  const answers = asked.findLastIndex((line, i) => ANSWER.test(line) && i > begins && blank(asked[i - 1]));
  const text = asked.slice(0, answers < 0 ? asked.length : answers);
  const said = [...(answers < 0 ? [] : asked.slice(answers)), ...(asked === before ? after : [])];
  return { date, body: joined(text), reply: replyOf(decodeEntities(said.join('\n'))) };
}

/** Lines as a text, without the blank ones around it and the page's link to unfold it. */
function joined(lines: readonly string[]): string {
  let to = lines.length;
  while (to > 0 && (blank(lines[to - 1]) || UNFOLD.test(lines[to - 1]!.trim()))) to--;
  const from = lines.findIndex((line) => !blank(line));
  return from < 0 ? '' : lines.slice(from, to).join('\n');
}
