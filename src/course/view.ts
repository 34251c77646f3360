import { inlineCode } from '../inline.js';
import type { Locale, T } from '../locale/index.js';
import { bold, type Block, type Button, buttons, divider, heading, link, list, note, text } from '../reply.js';
import { LIMITS } from '../limits.js';
import { pages } from '../pages.js';
import { label } from '../text.js';
import { type Course, type Lesson, lessonAt, neighbour } from './course.js';

export interface View {
  readonly course: Course;
  /** Whether there are questions on the lesson for who sees it; default: whether the course has some. */
  readonly asks?: boolean | undefined;
  readonly locale: Locale;
  readonly t: T;
}

/** `第 13 讲 · 为什么我们需要Pod？`, or the kind for a lesson without a number. */
export function lessonTitle(lesson: Lesson, { locale, t }: Pick<View, 'locale' | 't'>): string {
  const title = lesson.title[locale];
  if (lesson.number !== undefined) return t('lesson.heading', { number: lesson.number, title });
  return lesson.kind ? t('lesson.heading-kind', { kind: lesson.kind[locale], title }) : title;
}

/** A button that opens a lesson, short enough for every platform. */
export const lessonButton = (lesson: Lesson, view: Pick<View, 'locale' | 't'>): Button => ({
  label: label(lessonTitle(lesson, view), LIMITS.buttonLabel),
  line: `lesson ${lesson.id}`,
});

type Pages = readonly (readonly Block[])[];

interface Dealt {
  readonly pages: Pages;
  /** Pages as they are shown, with what stands around them. */
  readonly shown: Map<string, readonly Block[]>;
}

/** Making a lesson's pages costs more than all else in its answer, and a course does not change while it is read. */
const dealt = new WeakMap<Course, Map<Lesson, Partial<Record<Locale, Dealt>>>>();

function dealtOut(lesson: Lesson, view: View): Dealt {
  const ofCourse = dealt.get(view.course) ?? new Map<Lesson, Partial<Record<Locale, Dealt>>>();
  dealt.set(view.course, ofCourse);
  const known = ofCourse.get(lesson) ?? {};
  ofCourse.set(lesson, known);
  return (known[view.locale] ??= { pages: deal(lesson, view), shown: new Map() });
}

/** The pages of a lesson: its card first, then the text, then what changed since and where to read on. */
export const lessonPages = (lesson: Lesson, view: View): Pages => dealtOut(lesson, view).pages;

function deal(lesson: Lesson, { course, locale, t }: View): Pages {
  const written = lesson.written?.[locale];
  if (!written) return [[text(t('lesson.unwritten'))]];
  const card: Block[] = [text(...inlineCode(written.summary)), text(bold(t('lesson.points'))), list(written.points.map(inlineCode))];
  const end: Block[] = [divider, text(bold(t('lesson.discuss'))), list(written.discuss.map(inlineCode), true)];
  if (written.today.length > 0) {
    end.push(text(bold(t('lesson.today'))), list(written.today.map(({ version, text: change }) => inlineCode(t('lesson.since', { version: `${course.subject} ${version}`.trim(), text: change })))));
  }
  for (const [key, ids] of [['lesson.before', lesson.before], ['lesson.after', lesson.after]] as const) {
    const titles = ids.flatMap((id) => lessonAt(course, id) ?? []).map((one) => [lessonTitle(one, { locale, t })]);
    if (titles.length > 0) end.push(text(bold(t(key))), list(titles));
  }
  end.push(text(bold(t('lesson.docs'))), list(written.docs.map((doc) => [link(doc.title, doc.url)])));
  return [...pages(card), ...pages([...written.body, ...end])];
}

/** What stands below every page of a lesson. */
export function lessonControls(lesson: Lesson, view: View, page: number, of: number): Block[] {
  const { t, locale } = view;
  const main: Button[] = [];
  if (page < of) main.push({ label: t('common.more'), line: `lesson ${lesson.id} page:${page + 1}`, style: 'primary' });
  if (view.asks ?? lesson.questions.length > 0) main.push({ label: t('lesson.quiz'), line: `quiz practice ${lesson.id}` });
  main.push({ label: t('lesson.digest'), line: `digest ${lesson.id}` }, { label: t('lesson.read'), line: `read ${lesson.id}` });
  const short = (to: Lesson, key: 'lesson.previous' | 'lesson.next'): Button => ({
    label: t(key, { title: label(to.title[locale], 28) }),
    line: `lesson ${to.id}`,
  });
  const before = neighbour(view.course, lesson.id, -1);
  const after = neighbour(view.course, lesson.id, 1);
  const near = new Set([before?.id, after?.id]);
  const related = [...new Set([...lesson.before, ...lesson.after])].filter((id) => !near.has(id)).flatMap((id) => lessonAt(view.course, id) ?? []);
  return [
    ...(page === of && related.length > 0 ? [relatedMenu(related, view)] : []),
    buttons(...main, { label: t('lesson.original'), url: lesson.link }),
    buttons(...(before ? [short(before, 'lesson.previous')] : []), ...(after ? [short(after, 'lesson.next')] : []), { label: t('lesson.contents'), line: 'lesson' }),
  ];
}

const relatedMenu = (lessons: readonly Lesson[], view: View): Block => ({
  kind: 'choices',
  placeholder: view.t('lesson.related'),
  choices: lessons.map((lesson) => ({ label: label(lessonTitle(lesson, view), LIMITS.choiceLabel), line: `lesson ${lesson.id}` })),
});

/** The card of a lesson as it is posted or looked up: one page with its controls. The same list for the same page, frozen. */
export function lessonBlocks(lesson: Lesson, view: View, page: number): readonly Block[] {
  const { pages: all, shown } = dealtOut(lesson, view);
  const asks = view.asks ?? lesson.questions.length > 0;
  const name = `${page} ${asks}`;
  const known = shown.get(name);
  if (known) return known;
  const where = all.length > 1 ? ` · ${view.t('common.page', { page, pages: all.length })}` : '';
  const blocks = Object.freeze([
    heading(label(lessonTitle(lesson, view), LIMITS.heading)),
    note(lesson.section[view.locale] + where),
    ...(all[page - 1] ?? []),
    ...lessonControls(lesson, view, page, all.length),
  ]);
  shown.set(name, blocks);
  return blocks;
}

/** The sections of the course as a menu; a section may stand at several places and is one entry. */
export function contents({ course, locale, t }: View): Block[] {
  const sections = sectionsOf(course);
  return [
    heading(label(course.title[locale], LIMITS.heading)),
    list(sections.map(({ title, lessons }) => [bold(title[locale]), ` · ${t('lesson.count', { count: lessons.length })}`])),
    {
      kind: 'choices',
      placeholder: t('lesson.sections'),
      choices: sections.slice(0, LIMITS.choices).map(({ title, lessons }, i) => ({
        label: label(title[locale], LIMITS.choiceLabel),
        line: `lesson section:${i + 1}`,
        description: t('lesson.count', { count: lessons.length }),
      })),
    },
  ];
}

/** The lessons of one section, as a menu. Undefined where there is no such section. */
export function sectionContents({ course, locale, t }: View, number: number): Block[] | undefined {
  const section = sectionsOf(course)[number - 1];
  return (
    section && [
      heading(label(section.title[locale], LIMITS.heading)),
      list(section.lessons.map((lesson) => [lessonTitle(lesson, { locale, t })])),
      {
        kind: 'choices',
        placeholder: t('lesson.choose'),
        choices: section.lessons.slice(0, LIMITS.choices).map((lesson) => ({ label: label(lessonTitle(lesson, { locale, t }), LIMITS.choiceLabel), line: `lesson ${lesson.id}` })),
      },
      buttons({ label: t('lesson.contents'), line: 'lesson' }),
    ]
  );
}

function sectionsOf(course: Course): { title: Lesson['section']; lessons: Lesson[] }[] {
  const found = new Map<string, { title: Lesson['section']; lessons: Lesson[] }>();
  for (const lesson of course.lessons) {
    const section = found.get(lesson.section.en) ?? { title: lesson.section, lessons: [] };
    section.lessons.push(lesson);
    found.set(lesson.section.en, section);
  }
  return [...found.values()];
}
