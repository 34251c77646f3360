import type { Bar } from '../card.js';
import { LIMITS } from '../limits.js';
import { formatDate, formatNumber, formatPass } from '../locale/format.js';
import type { ImageBlock } from '../reply.js';
import { addDays } from '../schedule/zone.js';
import { label } from '../text.js';
import type { Context } from './command.js';

/** Four weeks. */
const DAYS = 28;
/** Passes that are drawn; the words beside the picture tell of all. */
const PASSES = 6;

interface Done {
  /** Lessons read once, twice … */
  readonly counts: readonly number[];
  /** Local days on which something was done, and the local day now: `YYYY-MM-DD`. */
  readonly days: readonly string[];
  readonly today: string;
  readonly streak: string;
}

/** How often the course was read, and the last four weeks day by day. */
export function progressPicture({ t, locale, library }: Context, { counts, days, today, streak }: Done): ImageBlock {
  const total = library().course.lessons.length;
  const lived = new Set(days);
  const all = Array.from({ length: DAYS }, (_, i) => addDays(today, i - DAYS + 1));
  const marks = all.map((day) => lived.has(day));
  const bars = counts.slice(0, PASSES).map(
    (count, i): Bar => ({
      label: t('read.pass', { pass: formatPass(i + 1, locale) }),
      share: total === 0 ? 0 : count / total,
      value: `${formatNumber(count, locale)} / ${formatNumber(total, locale)}`,
    }),
  );
  const done = t('read.days', { count: marks.filter(Boolean).length });
  const facts = [streak, ...counts.slice(0, PASSES).map((count, i) => t('read.count', { pass: formatPass(i + 1, locale), count, total })), done];
  return {
    kind: 'image',
    alt: label(t('read.picture', { facts: facts.join(t('quiz.semicolon')) }), LIMITS.alt),
    card: {
      title: t('read.title'),
      about: streak,
      bars,
      days: { label: done, marks, from: formatDate(all[0] as string, locale), to: formatDate(today, locale) },
    },
  };
}
