import { lessonTitle } from '../course/view.js';
import type { Lesson } from '../course/course.js';
import { byline, type Reading, readMenu } from '../digest/byline.js';
import type { DigestItem } from '../digest/digest.js';
import type { Report } from '../digest/report.js';
import { type Sheet, sheets, type SheetSection } from '../digest/sheets.js';
import { formatNumber } from '../locale/format.js';
import type { T } from '../locale/index.js';
import { bold, type Block, type Button, buttons, heading, note, quote, type Reply, text } from '../reply.js';
import { label } from '../text.js';
import { pageOf } from './params.js';

export const TOPICS = ['requests', 'questions', 'insights', 'weakspots'] as const;
export type Topic = (typeof TOPICS)[number];
/** What comments tell, and nobody's answers. */
type Told = Exclude<Topic, 'weakspots'>;

/** The other topics. */
export const waysTo = (topic: Topic, t: T): Button[] => TOPICS.filter((one) => one !== topic).map((one) => ({ label: t(`report.to.${one}`), line: `report ${one}` }));

/** Longest title of a lesson beside other words, UTF-16 units; a course's own titles stay whole. */
const TITLE = 120;

/** @throws UserError for a page that there is not */
export function reportReply(report: Report, topic: Told, asked: number | undefined, view: Reading): Reply {
  const { locale, t } = view;
  const all = sheets(SECTIONS[topic](report, view));
  const others = waysTo(topic, t);
  const title = heading(t(`report.title.${topic}`));
  if (all.length === 0) return { locale, blocks: [title, text(t(report.total === 0 ? 'report.none' : `report.empty.${topic}`)), buttons(...others)] };

  const { page, content } = pageOf<Sheet>(all, asked);
  const more: Button[] = page < all.length ? [{ label: t('common.more'), line: `report ${topic} page:${page + 1}`, style: 'primary' }] : [];
  return {
    locale,
    blocks: [
      title,
      note([t('report.read', { count: report.total }), ...(report.samples ? [t('report.samples')] : [])].join(' · ')),
      ...content.blocks,
      ...(all.length > 1 ? [note(t('common.page', { page, pages: all.length }))] : []),
      ...readMenu(content.items, view),
      buttons(...more, ...others),
    ],
  };
}

const titleOf = (lesson: Lesson, view: Reading): string => label(lessonTitle(lesson, view), TITLE);
const quoted = (item: DigestItem, view: Reading, ...more: readonly string[]): { item: DigestItem; blocks: Block[] } => ({ item, blocks: [quote(item.excerpt.text), byline(item, view, ...more)] });

const SECTIONS: Readonly<Record<Told, (report: Report, view: Reading) => SheetSection[]>> = {
  requests({ requests }, view) {
    const asks = requests.reduce((n, { item }) => n + item.count, 0);
    const title = text(bold(view.t('report.requests', { count: requests.length, asks: formatNumber(asks, view.locale) })));
    return [{ title, entries: requests.map(({ lesson, item }) => quoted(item, view, titleOf(lesson, view))) }];
  },
  questions: ({ questions }, view) =>
    questions.map(({ lesson, items }) => ({
      title: text(bold(titleOf(lesson, view)), ` · ${view.t('report.questions', { count: items.length })}`),
      entries: items.map((item) => quoted(item, view)),
    })),
  insights: ({ insights }, view) =>
    insights.map(({ lesson, count, best }) => ({
      title: text(bold(titleOf(lesson, view)), ` · ${view.t('report.insights', { count })}`),
      entries: [quoted(best, view)],
    })),
};
