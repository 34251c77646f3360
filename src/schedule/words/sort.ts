import { lessonNumber } from '../../course/number.js';
import { readDate } from './date.js';
import { readDays } from './days.js';
import { plain } from './plain.js';
import { readSpan } from './span.js';
import { readTime } from './time.js';
import { readWhat } from './what.js';
import { readZone, startsZone } from './zone.js';

/** Any day will do: only whether a text is one. */
const SOME_DAY = '2026-01-01';
const READS: Readonly<Record<string, (typed: string) => boolean>> = {
  time: (typed) => readTime(typed) !== undefined,
  days: (typed) => readDays(typed) !== undefined,
  zone: (typed) => readZone(typed) !== undefined,
  grace: (typed) => readSpan(typed) !== undefined,
  from: (typed) => readDate(typed, SOME_DAY) !== undefined,
};
/** Words that say nothing by themselves. */
const NOISE = /^(?:at|on|in|the|to|then|and|with|time|zone|grace|from|start|starting|在|于|从|起)$/;
const NUMBER = /^\d{1,4}$/;

/** The parameter that a word looks like, whatever stands before it. */
function looks(word: string): string | undefined {
  const text = plain(word);
  if (readWhat(text)) return 'what';
  if (/^<#.+>$/.test(text) || /^#\D/.test(text)) return 'channel';
  if (READS['time']?.(text) || /^(?:早上|上午|下午|晚上|中午|凌晨|\d{1,2}:\d{1,2})$/.test(text)) return 'time';
  if (READS['days']?.(text.replace(/[,，、]$/, '')) || /^(?:every|每|隔)$/.test(text)) return 'days';
  if (READS['from']?.(text)) return 'from';
  if (READS['grace']?.(text)) return 'grace';
  return text.includes('/') || READS['zone']?.(text) || startsZone(text) ? 'zone' : undefined;
}

/**
 * To which parameter a word of `schedule set` or `schedule move` belongs that was typed without a name: people write
 * them in any order. `last` is the parameter that the word before went to, `given` what each has so far. `number`: a
 * bare number is first of all that of a schedule. Undefined for a word that says nothing.
 */
export function sortWord(word: string, given: ReadonlyMap<string, string>, last: string | undefined, number: boolean): string | undefined {
  const before = last === undefined ? undefined : given.get(last);
  const reads = last === undefined ? undefined : READS[last];
  if (last !== undefined && reads?.(`${before ?? ''} ${word}`)) return last;
  if (number && last === undefined && NUMBER.test(word) && !given.has('number') && !given.has('id')) return 'number';
  const found = looks(word);
  // words of a title may look like days or places
  const inTitle = last === 'start' && lessonNumber(before ?? '') === undefined && found !== 'time' && found !== 'channel';
  if (found !== undefined && !inTitle) return found;
  if (inTitle) return last;
  // a value of several words is not whole yet: every 3 days
  if (reads && !reads(before ?? '')) return last;
  return NOISE.test(plain(word)) ? undefined : 'start';
}
