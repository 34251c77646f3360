import type { Bar } from '../card.js';
import { lessonTitle } from '../course/view.js';
import { LIMITS } from '../limits.js';
import { formatDate, formatNumber } from '../locale/format.js';
import { hideOnBoards, isNamed, nameOnBoards, namesOn, scoresOn, type Span, weekAt } from '../progress/boards.js';
import { placeOn, type Standing, standings } from '../progress/ranking.js';
import { type Block, bold, type Button, buttons, heading, list, note, type Reply, spanText, type Span as Words, text } from '../reply.js';
import { label, oneLine } from '../text.js';
import type { Args, Command, Context } from './command.js';
import { lessonFor, lessonParam } from './params.js';

/** Ranks on a board, names on a rank, and the length of a name in UTF-16 units: all of it fits one message. */
const RANKS = 10;
const NAMES = 5;
const NAME = 24;
/** Ranks that are told in the text of a picture: all of them stand below it. */
const IN_ALT = 3;

/** The board of a lesson where one is named, otherwise of all. */
const spanOf = (context: Context, args: Args): Span => {
  const ref = args.text('ref');
  return ref === undefined ? { kind: 'all' } : { kind: 'lesson', of: lessonFor(context, ref).id };
};

const thisWeek = (context: Context): Span => ({ kind: 'week', of: weekAt(context, context.clock.now()) });

function titleOf(context: Context, span: Span): string {
  const { t, locale } = context;
  if (span.kind === 'all') return t('board.title.all');
  if (span.kind === 'week') return t('board.title.week', { day: formatDate(span.of, locale) });
  return t('board.title.lesson', { lesson: lessonTitle(lessonFor(context, span.of), context) });
}

function line({ rank, score, names, others }: Standing, { t, locale }: Context): Words[] {
  const shown = names.slice(0, NAMES).map((name) => label(oneLine(name), NAME) || '?');
  const more = names.length - shown.length + others;
  const who = shown.flatMap((name, i): Words[] => [...(i > 0 ? [', '] : []), bold(name)]);
  const rest = more === 0 ? [] : [t(shown.length > 0 ? 'board.and-others' : 'board.others', { count: more })];
  return [`${formatNumber(rank, locale)}. `, ...who, ...(shown.length > 0 && more > 0 ? [' '] : []), ...rest, ` · ${t('board.points', { count: score })}`];
}

/** The same ranks as a picture. */
function pictureOf(context: Context, title: string, shown: readonly Standing[], foot: string | undefined): Block {
  const { t, locale } = context;
  const most = Math.max(1, ...shown.map(({ score }) => score));
  const bars = shown.map((one): Bar => {
    const words = line(one, context).map(spanText);
    return {
      lead: formatNumber(one.rank, locale),
      label: words.slice(1, -1).join(''),
      share: one.score / most,
      value: t('board.points', { count: one.score }),
    };
  });
  const first = shown.slice(0, IN_ALT).map((one) => line(one, context).map(spanText).join(''));
  return { kind: 'image', card: { title, bars, foot }, alt: label(t('board.picture', { title, ranks: first.join(t('quiz.semicolon')) }), LIMITS.alt) };
}

/** For everyone: names are of those alone who want to be named, whoever asks. */
async function show(context: Context, span: Span): Promise<Reply> {
  const { store, request, t, locale } = context;
  const { group } = request.place;
  const [scores, names] = await Promise.all([scoresOn(context, group, span), namesOn(store, group)]);
  const all = standings(scores, names);
  const shown = all.slice(0, RANKS);
  const below = all.slice(RANKS).reduce((n, one) => n + one.names.length + one.others, 0);
  const title = titleOf(context, span);
  const rest = below > 0 ? t('board.below', { count: below }) : undefined;
  const content: Block[] =
    all.length === 0
      ? [text(t('board.none'))]
      : [pictureOf(context, title, shown, rest), list(shown.map((one) => line(one, context))), ...(rest === undefined ? [] : [note(rest)])];
  const others: Button[] = [
    ...(span.kind === 'week' ? [] : [{ label: t('board.week'), line: 'leaderboard week' }]),
    ...(span.kind === 'all' ? [] : [{ label: t('board.all'), line: 'leaderboard' }]),
  ];
  return {
    locale,
    blocks: [
      heading(label(title, LIMITS.heading)),
      ...content,
      note(t('board.how')),
      buttons(...others, { label: t('board.mine'), line: 'leaderboard me' }),
      buttons({ label: t('board.join'), line: 'leaderboard join' }, { label: t('board.leave'), line: 'leaderboard leave' }),
    ],
  };
}

/** One's own places, in private, named or not. */
async function mine(context: Context, above?: string): Promise<Reply> {
  const { store, request, t, locale } = context;
  const [{ group }, { id }] = [request.place, request.member];
  const named = await isNamed(store, group, id);
  const places = await Promise.all(
    [thisWeek(context), { kind: 'all' } as const].map(async (span) => {
      const place = placeOn(await scoresOn(context, group, span), id);
      const words = place ? t('board.place', { rank: formatNumber(place.rank, locale), points: t('board.points', { count: place.score }) }) : t('board.no-place');
      return [bold(titleOf(context, span)), ` · ${words}`];
    }),
  );
  const turn: Button = named ? { label: t('board.leave'), line: 'leaderboard leave' } : { label: t('board.join'), line: 'leaderboard join' };
  return {
    locale,
    blocks: [
      ...(above === undefined ? [] : [text(above)]),
      heading(t('board.mine')),
      list(places),
      note(t(named ? 'board.named' : 'board.unnamed')),
      buttons(turn, { label: t('board.all'), line: 'leaderboard' }),
    ],
  };
}

export const leaderboard: Command = {
  name: 'leaderboard',
  aliases: ['排行榜', '排行', 'board', 'scores'],
  example: 'leaderboard week',
  usual: 'show',
  actions: {
    show: { params: [lessonParam], audience: 'everyone', run: async (context, args) => show(context, spanOf(context, args)) },
    week: { params: [], audience: 'everyone', run: (context) => show(context, thisWeek(context)) },
    me: { params: [], audience: 'you', run: (context) => mine(context) },
    join: {
      params: [],
      audience: 'you',
      async run(context) {
        await nameOnBoards(context.store, context.request.place.group, context.request.member.id, context.request.member.name);
        return mine(context, context.t('board.joined'));
      },
    },
    leave: {
      params: [],
      audience: 'you',
      async run(context) {
        await hideOnBoards(context.store, context.request.place.group, context.request.member.id);
        return mine(context, context.t('board.left'));
      },
    },
  },
};
