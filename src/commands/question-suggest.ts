import { type Lesson, lessonAt } from '../course/course.js';
import { findLesson } from '../course/lookup.js';
import { lessonTitle } from '../course/view.js';
import { UserError } from '../errors.js';
import { LIMITS } from '../limits.js';
import { pages, ROOM } from '../pages.js';
import { suggest as keep, WAITING_MOST } from '../quiz/own/shelf.js';
import { refOf, stemName } from '../quiz/own/suggestion.js';
import { check, made, read, type Written } from '../quiz/own/written.js';
import { nameOf } from '../quiz/tally-view.js';
import { bold, type Block, buttons, code, note, type Reply, text } from '../reply.js';
import { label } from '../text.js';
import type { Args, Context } from './command.js';
import { pageOf } from './params.js';
import { ownerOf } from './question-view.js';
import { readerOf } from './reader.js';

const FIELDS = ['stem', 'options', 'explanation'] as const;
type Typed = Partial<Record<(typeof FIELDS)[number], string>>;

/** What was typed and could not be kept as it is: nobody has to write it again. */
interface Draft {
  readonly member: string;
  readonly group: string;
  readonly typed: Typed;
}
const DRAFT_TTL_MS = 86_400_000;
const draftKey = (id: string): string => `question-draft:${id}`;

/** `question suggest [LESSON] [STEM] [options:…] [explanation:…]`, each text on a line of its own, or all of it on one line. */
export async function suggest(context: Context, args: Args): Promise<Reply> {
  const { t, locale, library } = context;
  const ref = args.text('ref');
  const typed: Typed = Object.fromEntries(FIELDS.flatMap((name) => (args.text(name) ? [[name, args.text(name)]] : [])));
  if (Object.keys(typed).length === 0 && ref === undefined) return { locale, blocks: [text(t('question.how')), code(t('question.example'))] };
  const found = ref === undefined ? undefined : findLesson(library().course, library().index, ref);
  if (found && 'lesson' in found) {
    if (Object.keys(typed).length === 0) return { locale, blocks: [text(t('question.how')), code(t('question.example').replace(' 13 ', ` ${found.lesson.id} `))] };
    return submit(context, found.lesson, typed);
  }
  // without a number it was hardly meant as a lesson
  const whole = ref !== undefined && typed.stem !== undefined && !/\d/.test(ref) ? { ...typed, stem: `${ref} ${typed.stem}` } : typed;
  const sentence = ref === undefined || whole !== typed ? t('question.ask-lesson') : t('question.ask-lesson-instead', { ref: label(ref, 60) });
  return askLesson(context, whole, sentence, found && 'nearest' in found ? found.nearest : []);
}

async function askLesson(context: Context, typed: Typed, sentence: string, nearest: readonly Lesson[]): Promise<Reply> {
  const { t, locale, library } = context;
  const id = await keepDraft(context, typed);
  const { course } = library();
  const { last } = await readerOf(context);
  const opened = last === undefined ? undefined : lessonAt(course, last);
  const all = [...new Set([...nearest, ...(opened ? [opened] : []), ...course.lessons])].slice(0, LIMITS.choices);
  return {
    locale,
    blocks: [text(sentence), { kind: 'choices', placeholder: t('lesson.choose'), choices: all.map((lesson) => ({ label: label(lessonTitle(lesson, context), LIMITS.choiceLabel), line: `question place ${id} ${lesson.id}` })) }],
  };
}

/** What is wrong is told with what was written. */
async function submit(context: Context, lesson: Lesson, typed: Typed): Promise<Reply> {
  const { t, locale, request, library } = context;
  const owner = ownerOf(context);
  try {
    const written = read(typed);
    check(written);
    if (isThere(written, library().course.lessons)) throw new UserError('question.duplicate');
    const author = { id: request.member.id, name: request.member.name };
    const kept = await keep(context, { ...owner, author, event: request.key, at: context.clock.now(), question: (id) => made(written, { id, lesson: lesson.id }) });
    if ('refused' in kept) throw new UserError(`question.${kept.refused}`, { max: WAITING_MOST.member });
    const { suggestion } = kept;
    const thanks = [text(t('question.thanks', { ref: refOf(suggestion) })), note(t('question.seen-by', { name: nameOf(author.name) }))];
    return { locale, blocks: [...thanks, buttons({ label: t('question.show', { ref: refOf(suggestion) }), line: `question show ${refOf(suggestion)}` }, { label: t('question.list'), line: 'question list' })] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const id = await keepDraft(context, typed);
    return draftReply(context, id, typed, lesson, text(t(error.key, error.params)));
  }
}

const isThere = ({ stem }: Written, lessons: readonly Lesson[]): boolean => {
  const name = stemName(stem);
  return lessons.some((lesson) => lesson.questions.some((one) => Object.values(one.stem).some((words) => stemName(words) === name)));
};

async function keepDraft({ random, store, request }: Context, typed: Typed): Promise<string> {
  const id = random.id();
  const draft: Draft = { member: request.member.id, group: request.place.group, typed };
  await store.set(draftKey(id), draft, { ttlMs: DRAFT_TTL_MS });
  return id;
}

function draftReply({ t, locale }: Context, id: string, typed: Typed, lesson: Lesson | undefined, above: Block, wanted?: number): Reply {
  const fields = FIELDS.flatMap((name): Block[] => (typed[name] ? [text(bold(t(`question.field.${name}`))), code(typed[name])] : []));
  const all = pages(fields, { ...ROOM, text: ROOM.text - 300 });
  const { page, content } = pageOf(all, wanted);
  const more = page < all.length ? [{ label: t('common.more'), line: `question draft ${id} page:${page + 1}` }] : [];
  const again = { label: t('question.suggest'), line: `question suggest ${lesson?.id ?? ''}`.trim(), style: 'primary' as const };
  return { locale, blocks: [above, note(t('question.kept')), ...content, buttons(...more, again)] };
}

/** @throws UserError where it is not there any more, or somebody else's */
async function draftOf({ store, request }: Context, args: Args): Promise<{ id: string; typed: Typed }> {
  const id = args.text('id') ?? '';
  const draft = /^[a-z0-9]{12}$/.test(id) ? (await store.get<Draft>(draftKey(id)))?.value : undefined;
  if (!draft || draft.member !== request.member.id || draft.group !== request.place.group) throw new UserError('question.expired');
  return { id, typed: draft.typed };
}

/** `question draft DRAFT page:N`: more of what was written. */
export async function showDraft(context: Context, args: Args): Promise<Reply> {
  const { id, typed } = await draftOf(context, args);
  return draftReply(context, id, typed, undefined, text(bold(context.t('question.suggest'))), args.integer('page'));
}

/** `question place DRAFT LESSON`: what was written without a lesson has one. */
export async function place(context: Context, args: Args): Promise<Reply> {
  const { typed } = await draftOf(context, args);
  const lesson = lessonAt(context.library().course, args.text('ref') ?? '');
  if (!lesson) throw new UserError('question.expired');
  // by an event of its own, the same press delivered twice is the same suggestion; another press is told that it is there
  return Object.keys(typed).length === 0 ? { locale: context.locale, blocks: [text(context.t('question.how')), code(context.t('question.example'))] } : submit(context, lesson, typed);
}

