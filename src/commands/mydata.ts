import { formatNumber } from '../locale/format.js';
import { pages, ROOM } from '../pages.js';
import { answersOf } from '../progress/answers.js';
import { BELONGINGS } from '../progress/belongings.js';
import { asCsv, asJson, type Section } from '../progress/export.js';
import { forgetMember } from '../progress/forget.js';
import { questionIn } from '../quiz/bank.js';
import { writeAnki } from '../quiz/formats/anki.js';
import { noteOf } from '../quiz/formats/note.js';
import { type Button, buttons, code, heading, list, note, type Reply, text } from '../reply.js';
import type { Args, Command, Context } from './command.js';
import { pageOf, pageParam } from './params.js';

const FORMATS = ['json', 'csv', 'anki'] as const;
type Format = (typeof FORMATS)[number];

const sectionsOf = (context: Context): Promise<Section[]> =>
  Promise.all(BELONGINGS.map(async ({ name, rows }) => ({ name, rows: await rows(context, context.request.member.id) })));

const exports = ({ t }: Context): Button[] => FORMATS.map((format) => ({ label: t(`choice.format.${format}`), line: `mydata export ${format}` }));

/** What is kept, in numbers. */
async function show(context: Context): Promise<Reply> {
  const { t, locale } = context;
  const kept = (await sectionsOf(context)).filter(({ rows }) => rows.length > 0);
  const items = kept.map(({ name, rows }) => [t('mydata.kept', { what: t(`mydata.kind.${name}` as 'mydata.kind.days'), count: formatNumber(rows.length, locale) })]);
  return {
    locale,
    blocks: [
      heading(t('mydata.title')),
      ...(items.length > 0 ? [list(items)] : [text(t('mydata.none'))]),
      note(t('mydata.also')),
      buttons(...exports(context), { label: t('mydata.delete'), line: 'mydata delete', style: 'danger' }),
    ],
  };
}

/** Every question that was answered, with its solution; content that is gone cannot be told any more. */
async function notesOf(context: Context) {
  const { course } = context.library();
  const answers = await answersOf(context.store, context.request.member.id);
  const missed = new Set(answers.filter(({ right }) => !right).map(({ question }) => question));
  // a group's own question is known where it was answered
  const groups = new Map(answers.map(({ question, group }) => [question, group]));
  const questions = await Promise.all([...groups].map(async ([id, group]) => questionIn(context, group, id)));
  return questions.flatMap((question) => (question ? [noteOf(question, course, context, missed.has(question.id) ? ['missed'] : [])] : []));
}

async function write(context: Context, format: Format): Promise<string> {
  if (format === 'anki') return writeAnki(await notesOf(context), context.library().course.title[context.locale]);
  const sections = await sectionsOf(context);
  return format === 'json' ? asJson(sections) : asCsv(sections);
}

/**
 * The export as code, a page at a time. A file would need a right more on Slack (`files:write`), and the words would
 * leave the private message for the workspace's files.
 */
async function give(context: Context, args: Args): Promise<Reply> {
  const { t, locale } = context;
  const format = (args.text('format') ?? 'json') as Format;
  const all = pages([code(await write(context, format), format === 'json' ? 'json' : undefined)], { ...ROOM, components: 1 });
  const { page, content } = pageOf(all, args.integer('page'));
  const more: Button[] = page < all.length ? [{ label: t('common.more'), line: `mydata export ${format} page:${page + 1}`, style: 'primary' }] : [];
  return {
    locale,
    blocks: [
      heading(t('mydata.export', { format: t(`choice.format.${format}`) })),
      note(t(all.length > 1 ? 'mydata.pieces' : `mydata.how.${format}`, { page, pages: all.length })),
      ...content,
      buttons(...more, { label: t('mydata.title'), line: 'mydata' }),
    ],
  };
}

/** `mydata delete [yes]`: asks once, then deletes. */
async function remove(context: Context, args: Args): Promise<Reply> {
  const { t, locale, request } = context;
  if (args.text('sure') === undefined) {
    return {
      locale,
      blocks: [
        heading(t('mydata.delete')),
        text(t('mydata.sure')),
        note(t('mydata.stays')),
        buttons({ label: t('mydata.delete-now'), line: 'mydata delete yes', style: 'danger' }, { label: t('mydata.keep'), line: 'mydata' }),
      ],
    };
  }
  await forgetMember(context, request.member.id);
  return { locale, blocks: [text(t('mydata.deleted')), note(t('mydata.stays'))] };
}

export const mydata: Command = {
  name: 'mydata',
  aliases: ['我的数据', '数据', 'data', 'privacy'],
  example: 'mydata',
  usual: 'show',
  actions: {
    show: { params: [], audience: 'you', run: show },
    export: { params: [{ name: 'format', type: 'choice', choices: FORMATS, reads: (typed) => typed.toLowerCase() }, pageParam], audience: 'you', run: give },
    delete: { params: [{ name: 'sure', type: 'choice', choices: ['yes'], hidden: true }], audience: 'you', run: remove },
  },
};
