import { lessonAt } from '../course/course.js';
import { lessonButton, lessonTitle } from '../course/view.js';
import { LIMITS } from '../limits.js';
import { again, found, gone, LEECH_LAPSES } from '../quiz/deck/card.js';
import { questionIn } from '../quiz/bank.js';
import { changeCard, dueOn } from '../quiz/deck/deck.js';
import type { Question } from '../quiz/question.js';
import { type Block, buttons, heading, note, type Reply, text } from '../reply.js';
import { label } from '../text.js';
import type { Args, Command, Context } from './command.js';
import { pose, questionOf } from './quiz-practice.js';
import { type Deck, deckOf, upcoming, waitingNote } from './review-view.js';

/** Puts due cards aside whose questions content no longer has, and takes back those whose questions it has again. */
async function tidy(context: Context): Promise<{ deck: Deck; lost: number }> {
  const { store, request } = context;
  const deck = await deckOf(context);
  const lost = dueOn(deck.slots, deck.today).filter(({ question }) => !deck.bank.asks(question));
  const back = deck.slots.filter(({ question, state }) => state === 'gone' && deck.bank.asks(question));
  if (lost.length + back.length === 0) return { deck, lost: 0 };
  await Promise.all([
    ...lost.map(({ question }) => changeCard(store, request.member.id, question, gone)),
    ...back.map(({ question }) => changeCard(store, request.member.id, question, found)),
  ]);
  return { deck: await deckOf(context), lost: lost.length };
}

/** `review`: the card that is due longest, or when the next one is. */
async function serve(context: Context): Promise<Reply> {
  const { locale, t } = context;
  const { deck, lost } = await tidy(context);
  const aside = lost > 0 ? [note(t('review.gone', { count: lost }))] : [];
  const [first] = deck.due;
  if (first) return ask(context, await questionOf(context, first.question), [note(t('review.due', { count: deck.due.length })), ...aside]);
  const quiz = buttons({ label: t('help.tryIt'), line: 'quiz practice', style: 'primary' });
  const waiting = waitingNote(context, deck);
  if (deck.slots.length + waiting.length === 0) return { locale, blocks: [heading(t('review.heading')), text(t('review.empty')), quiz] };
  return { locale, blocks: [heading(t('review.heading')), text(t('review.nothing')), ...upcoming(context, deck), ...waiting, ...aside, ...(await leechBlocks(context, deck)), quiz] };
}

const ask = (context: Context, question: Question, notes: readonly Block[]): Promise<Reply> => pose(context, question, { mode: 'review', from: '' }, notes);

/** Cards that were put aside: their lessons to read, and a menu to take them up again. */
async function leechBlocks(context: Context, { leeches }: Deck): Promise<Block[]> {
  if (leeches.length === 0) return [];
  const { t, locale } = context;
  const { course } = context.library();
  const { group } = context.request.place;
  const shown = (await Promise.all(leeches.slice(0, LIMITS.choices).map(({ question }) => questionIn(context, group, question)))).flatMap((question) => question ?? []);
  if (shown.length === 0) return [];
  const lessons = [...new Set(shown.map(({ lesson }) => lesson))].slice(0, LIMITS.buttonsInRow).flatMap((id) => lessonAt(course, id) ?? []);
  return [
    text(t('review.leeches', { count: leeches.length, lapses: LEECH_LAPSES })),
    buttons(...lessons.map((lesson) => lessonButton(lesson, context))),
    {
      kind: 'choices',
      placeholder: t('review.again'),
      choices: shown.map(({ id, stem, lesson }) => {
        const of = lessonAt(course, lesson);
        return { label: label(stem[locale], LIMITS.choiceLabel), line: `review again ${id}`, description: of && label(lessonTitle(of, context), LIMITS.choiceDescription) };
      }),
    },
  ];
}

/** `review again QUESTION`: a card that was put aside is asked at once, and due like any other from then on. */
async function takeUp(context: Context, args: Args): Promise<Reply> {
  const { store, request } = context;
  const id = args.text('id') ?? '';
  const { today, leeches } = await deckOf(context);
  if (!leeches.some(({ question }) => question === id)) return serve(context);
  const question = await questionOf(context, id);
  await changeCard(store, request.member.id, question.id, (now) => again(now, today));
  return ask(context, question, []);
}

export const review: Command = {
  name: 'review',
  aliases: ['复习', '回顾'],
  example: 'review',
  usual: '',
  actions: {
    '': { params: [], audience: 'you', run: serve },
    again: { params: [{ name: 'id', type: 'text', required: true, hidden: true }], audience: 'you', hidden: true, run: takeUp },
  },
};
