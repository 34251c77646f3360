import type { Parts } from '../commands/command.js';
import { lessonAt } from '../course/course.js';
import { lessonTitle } from '../course/view.js';
import { problems } from '../limits.js';
import { formatInstant } from '../locale/format.js';
import { type T, translator } from '../locale/index.js';
import { type Block, buttons, heading, list, note, type Reply, text } from '../reply.js';
import type { Game } from './game.js';
import { creditOf } from './bank.js';
import { scores, voidedIn, winnerOf } from './points.js';
import { type Attempt, type Round } from './round.js';
import { solutionBlocks } from './solution.js';
import { nameOf, tallyBlocks } from './tally-view.js';
import { tally } from './tally.js';
import { answerButtons, questionBlocks, type QuizView } from './view.js';

/** A round's length in words: whole minutes as such, otherwise seconds. */
const inWords = (ms: number, t: T): string =>
  ms % 60_000 === 0 ? t('quiz.minutes', { count: ms / 60_000 }) : t('quiz.seconds', { count: Math.round(ms / 1000) });

function viewOf(parts: Parts, round: Round): QuizView {
  const t = translator(round.locale);
  const lesson = lessonAt(parts.library().course, round.lesson);
  return { locale: round.locale, t, lesson: lesson ? lessonTitle(lesson, { locale: round.locale, t }) : '' };
}

function titleOf(round: Round, { t, lesson }: { t: T; lesson: string }): string {
  const title = t(round.day ? 'post.quiz.title' : round.mode === 'race' ? 'quiz.race' : 'quiz.group', { lesson });
  return round.of > 1 ? t('quiz.numbered', { title, number: round.number, count: round.of }) : title;
}

const windowOf = ({ day, mode, locale, windowMs }: Round, t: T): string =>
  day ? t('post.quiz.until', { when: formatInstant(day.until, day.zone, locale) }) : t(mode === 'race' ? 'quiz.window-race' : 'quiz.window', { time: inWords(windowMs, t) });

/** The public message of a round that takes answers. Tracked: the clock starts when the platform confirms it. `answers`: how many there are so far. */
export function roundReply(parts: Parts, round: Round, answers = 0): Reply {
  const view = viewOf(parts, round);
  const { t } = view;
  const controls = round.of > 1 ? [{ label: t('quiz.skip'), line: `quiz skip ${round.id}` }, { label: t('quiz.stop'), line: `quiz stop ${round.game}` }] : [];
  return {
    locale: round.locale,
    track: round.id,
    blocks: [
      ...questionBlocks(round.asked, round.id, titleOf(round, view), view),
      note(windowOf(round, t)),
      answerButtons(round.asked, round.id, view),
      buttons({ label: t('quiz.reveal'), line: `quiz reveal ${round.id}` }, ...controls),
      ...(answers > 0 ? [note(t('quiz.so-far', { count: answers }))] : []),
    ],
  };
}

/** A scoreboard; the names are members' own words. */
async function scoreboard(parts: Parts, game: string, rows: number, t: T): Promise<Block[]> {
  const all = await scores(parts.store, game, rows);
  if (all.length === 0) return [text(t('quiz.no-scores'))];
  return [list(all.map(({ rank, name, score }) => [t('quiz.row', { rank, name: nameOf(name), points: t('quiz.points', { count: score }) })]))];
}

/** The first that fits all platforms; each has less than the one before. */
function fitting(locale: string, variants: readonly (readonly Block[])[]): readonly Block[] {
  return variants.find((blocks) => problems({ locale, blocks }).length === 0) ?? variants.at(-1) ?? [];
}

/** The public message after the reveal. */
export async function revealReply(parts: Parts, round: Round, attempts: readonly { member: string; value: Attempt }[]): Promise<Reply> {
  const view = viewOf(parts, round);
  const { t, locale } = view;
  const { asked } = round;
  const result = tally(round.id, asked, attempts);
  const [winner, voided, by] = await Promise.all([winnerOf(parts.store, round), voidedIn(parts.store, round.game), creditOf(parts, asked)]);
  const won = round.mode === 'race' ? { ...result, winners: winner ? [winner] : [] } : result;
  const rest = round.number < round.of ? 5 : 0;
  const board = rest > 0 ? [text(t('quiz.scores')), ...(await scoreboard(parts, round.game, rest, t))] : [];
  const again = { label: t('quiz.another-group'), line: `quiz ${round.mode === 'race' ? 'race' : 'group'} ${round.from || round.lesson}`, style: 'primary' as const };
  const blocks = (names: number, scored: readonly Block[]) => [
    ...questionBlocks(asked, round.id, titleOf(round, view), view),
    ...(round.skipped ? [text(t(round.suspended ? 'quiz.suspended-round' : 'quiz.skipped'))] : []),
    ...(voided.includes(round.id) ? [text(t('quiz.voided'))] : []),
    ...solutionBlocks(asked, round.id, undefined, { ...view, by }),
    ...(names > 0 ? tallyBlocks(asked, round.id, won, view, names) : []),
    ...scored,
    buttons({ label: t('quiz.mine'), line: `quiz result ${round.id}` }, { label: t('question.report'), line: `question report ${round.id}` }, ...(round.of === 1 ? [again] : [])),
  ];
  return { locale, blocks: fitting(locale, [blocks(20, board), blocks(5, board), blocks(1, board), blocks(1, []), blocks(0, [])]) };
}

const FINAL_ROWS = 20;

/** The final scoreboard of a game. */
export async function finalReply(parts: Parts, game: Game): Promise<Reply> {
  const t = translator(game.locale);
  const line = `quiz ${game.mode === 'race' ? 'race' : 'group'} count:${game.count} ${game.from}`.trim();
  const voided = await voidedIn(parts.store, game.id);
  return {
    locale: game.locale,
    blocks: [
      heading(t('quiz.final')),
      note(t('quiz.asked', { count: game.rounds.length })),
      ...(await scoreboard(parts, game.id, FINAL_ROWS, t)),
      ...(voided.length > 0 ? [note(t('quiz.voided-count', { count: voided.length }))] : []),
      buttons({ label: t('quiz.again'), line, style: 'primary' }),
    ],
  };
}
