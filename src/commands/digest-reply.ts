import type { Course, Lesson } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { readMenu } from '../digest/byline.js';
import type { Changes } from '../digest/changes.js';
import type { Digest } from '../digest/digest.js';
import type { SectionKind } from '../digest/kinds.js';
import type { Sheet } from '../digest/sheets.js';
import { listing, overview, sectionsOf } from '../digest/view.js';
import { LIMITS } from '../limits.js';
import type { Locale, T } from '../locale/index.js';
import { type Block, type Button, buttons, heading, note, type Reply, text } from '../reply.js';
import { label } from '../text.js';
import { pageOf } from './params.js';

/** What a person asked for: an overview (page 1), all comments from page 2 on, or one section. */
export interface Wanted {
  readonly lesson: Lesson;
  readonly section?: SectionKind | undefined;
  readonly page?: number | undefined;
  readonly changes?: Changes | undefined;
  /** What stands above the overview. */
  readonly above?: Sheet | undefined;
}

/** @throws UserError for a page that there is not */
export function digestReply(digest: Digest, { lesson, section, page: asked, changes, above }: Wanted, { course, locale, t }: { course: Course; locale: Locale; t: T }): Reply {
  const title = heading(label(t('digest.title', { lesson: lessonTitle(lesson, { locale, t }) }), LIMITS.heading));
  const toLesson: Button = { label: t('digest.lesson'), line: `lesson ${lesson.id}` };
  if (digest.total === 0) return { locale, blocks: [title, text(t('digest.none')), buttons({ label: t('comment.write'), line: `comment add ${lesson.id}` }, toLesson)] };

  const here = `digest ${lesson.id}`;
  const toOverview: Button = { label: t('digest.overview'), line: here };
  const view = { locale, t, terms: new Map(course.glossary.map((term) => [term.id, term.name[locale]])) };
  const rest = listing(digest, section, view);
  const all = section === undefined ? [overview(digest, changes, view, above), ...rest] : rest;
  if (all.length === 0) return { locale, blocks: [title, text(t('digest.empty')), buttons(toOverview, toLesson)] };

  const { page, content } = pageOf(all, asked);
  const first = section === undefined && page === 1;
  const next = `${here}${section === undefined ? '' : ` section:${section}`} page:${page + 1}`;
  const more: Button[] = page < all.length ? [{ label: t('common.more'), line: next, style: 'primary' }] : [];
  return {
    locale,
    blocks: [
      title,
      ...content.blocks,
      ...(all.length > 1 ? [note(t('common.page', { page, pages: all.length }))] : []),
      ...readMenu(content.items, view),
      ...(first ? sectionControls(digest, here, { locale, t }) : []),
      buttons(...more, ...(first ? [] : [toOverview]), toLesson),
    ],
  };
}

/** A button for each section, or a menu where they are more than a row takes. */
function sectionControls(digest: Digest, here: string, { locale, t }: { locale: Locale; t: T }): Block[] {
  const all = sectionsOf(digest).map(({ kind, count }) => ({ label: t(`digest.show.${kind}`, { number: new Intl.NumberFormat(locale).format(count) }), line: `${here} section:${kind}` }));
  if (all.length === 0) return [];
  return [all.length <= LIMITS.buttonsInRow ? buttons(...all) : { kind: 'choices', placeholder: t('digest.sections'), choices: all }];
}
