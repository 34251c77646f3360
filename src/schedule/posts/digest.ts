import { lessonTitle } from '../../course/view.js';
import { byline, entry, readMenu } from '../../digest/byline.js';
import type { Quoted } from '../../digest/digest.js';
import { blockComponents, blockCost, sum } from '../../limits.js';
import { formatDate, formatInstant, formatPercent } from '../../locale/format.js';
import { ROOM } from '../../pages.js';
import { weakSpots } from '../../progress/weak.js';
import { type Block, bold, type Button, buttons, heading, list, note, quote, type Span, text } from '../../reply.js';
import { label, oneLine } from '../../text.js';
import type { Maker, Making } from './making.js';
import { lessonsAhead, streaksOf, type Written, writtenSince } from './week.js';

/** How many of each kind are shown where there is room for them. */
const MOST = { liked: 3, open: 3, ahead: 7, fresh: 3, weak: 3, streaks: 5 } as const;
/** Longest title of a lesson, and longest name, beside other words: UTF-16 units. */
const TITLE = 60;
const NAME = 24;

/** A part of the digest: made with as many of its entries as there is room for. */
interface Section {
  /** How many entries it shows at most, and how many there are. */
  readonly count: number;
  readonly total: number;
  /** Its first `count` entries. */
  blocks(count: number): Block[];
  /** The comments that they quote. */
  items(count: number): readonly Quoted[];
}

const listing = (title: string, entries: readonly (readonly Span[])[], most: number, items: readonly Quoted[] = []): Section => ({
  count: Math.min(most, entries.length),
  total: entries.length,
  blocks: (count) => [text(bold(title)), list(entries.slice(0, count))],
  items: (count) => items.slice(0, count),
});

/** The sections in the order in which they are read, each with its turn in taking the room that there is. */
async function sectionsOf({ parts, schedule, locale, t }: Making, written: Written): Promise<{ turn: number; section: Section }[]> {
  const view = { locale, t };
  const liked = written.liked.slice(0, MOST.liked);
  const shown = new Set(liked.map(({ item }) => item.ref));
  const open = written.open.filter(({ ref }) => !shown.has(ref));
  for (const { ref } of open.slice(0, MOST.open)) shown.add(ref);
  const fresh = written.fresh.filter(({ ref }) => !shown.has(ref));
  const [weak, streaks, ahead] = await Promise.all([weakSpots(parts, schedule.group), streaksOf(parts, schedule.group), lessonsAhead(parts, schedule)]);
  const titleOf = (lesson: Parameters<typeof lessonTitle>[0]) => label(lessonTitle(lesson, view), TITLE);
  const spots = weak.map(({ lesson, missed, answered }) => [bold(titleOf(lesson)), ` · ${t('report.weak', { missed, count: answered, share: formatPercent((100 * missed) / answered, locale) })}`]);
  const runs = streaks.map(({ name, days }) => [bold(label(oneLine(name), NAME) || '?'), ` · ${t('post.digest.days', { count: days })}`]);
  const next = ahead.map(({ at, zone, lesson }) => [`${formatInstant(at, zone, locale)} · `, titleOf(lesson)]);
  const best: Section = {
    count: liked.length,
    total: written.liked.length,
    blocks: (count) => [text(bold(t('post.digest.liked'))), ...liked.slice(0, count).flatMap(({ item }) => [quote(item.excerpt.text), byline(item, view)])],
    items: (count) => liked.slice(0, count).map(({ item }) => item),
  };
  const lines = (items: readonly Quoted[]) => items.map((item) => entry(item, view));
  return [
    { turn: 1, section: best },
    { turn: 4, section: listing(t('post.digest.fresh'), lines(fresh), MOST.fresh, fresh) },
    { turn: 2, section: listing(t('post.digest.open'), lines(open), MOST.open, open) },
    { turn: 5, section: listing(t('post.digest.weak'), spots, MOST.weak) },
    { turn: 6, section: listing(t('post.digest.streaks'), runs, MOST.streaks) },
    { turn: 3, section: listing(t('post.digest.ahead'), next, MOST.ahead) },
  ];
}

/** As many entries of each section as fit, in the order of their turns; `cut` where something had to be left out. */
function fitted(all: readonly { turn: number; section: Section }[]): { counts: ReadonlyMap<Section, number>; cut: boolean } {
  const counts = new Map<Section, number>();
  const used: Block[] = [];
  const fits = (more: readonly Block[]) => sum([...used, ...more], blockCost) <= ROOM.text && sum([...used, ...more], blockComponents) <= ROOM.components;
  let cut = false;
  for (const { section } of all.toSorted((a, b) => a.turn - b.turn)) {
    let count = section.count;
    while (count > 0 && !fits(section.blocks(count))) count--;
    cut ||= count < section.total;
    if (count > 0) used.push(...section.blocks(count));
    counts.set(section, count);
  }
  return { counts, cut };
}

/** What the group wrote, asked and missed since the last digest, and what comes next. */
export const digestPost: Maker = async (making) => {
  const { parts, schedule, date, locale, t, draft } = making;
  const written = await writtenSince(parts, schedule, date, !draft);
  const all = await sectionsOf(making, written);
  const ahead = all.at(-1)?.section;
  const { counts, cut } = fitted(all);
  const quiet = written.count === 0 && all.every(({ section }) => section === ahead || section.count === 0);
  const shown = all.flatMap(({ section }) => {
    const count = counts.get(section) ?? 0;
    return count > 0 ? [{ blocks: section.blocks(count), items: section.items(count) }] : [];
  });
  const more: Button[] = quiet
    ? [{ label: t('post.digest.readers'), line: 'report insights' }, { label: t('help.tryIt'), line: 'quiz practice' }]
    : [{ label: cut ? t('common.more') : t('report.to.questions'), line: 'report questions', style: cut ? 'primary' : undefined }, { label: t('report.to.weakspots'), line: 'report weakspots' }, { label: t('post.digest.board'), line: 'leaderboard week' }];
  const blocks = [
    heading(t('post.digest.title', { day: formatDate(date, locale) })),
    ...(written.count > 0 ? [note(t('post.digest.written', { count: written.count, since: formatDate(written.since, locale) }))] : []),
    ...(quiet ? [text(t('post.digest.quiet'))] : []),
    ...shown.flatMap((one) => one.blocks),
    ...(cut ? [note(t('post.digest.cut'))] : []),
    ...readMenu(shown.flatMap((one) => one.items), { locale, t }),
    buttons(...more),
  ];
  return { reply: { locale, blocks }, next: schedule.cursor, last: false, steps: [] };
};
