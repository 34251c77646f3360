import type { Parts } from '../commands/command.js';
import { NEW_READER, type Reader, readerKey } from '../course/reading.js';
import { type OwnComment, type Trace, tracedOwn, tracesOn } from '../digest/own.js';
import { type Settings, settingsKey } from '../documents.js';
import { cardOf, slotsOf } from '../quiz/deck/deck.js';
import { suggestionsOf } from '../quiz/own/authored.js';
import { refOf } from '../quiz/own/suggestion.js';
import { type Asked, askedKey } from '../quiz/pick.js';
import { reportsBy } from '../quiz/reports.js';
import { startedBy } from '../quiz/started.js';
import { schedulesBy } from '../schedule/book.js';
import { listenedBy } from '../schedule/notices.js';
import { activityOf } from './activity.js';
import { answersOf } from './answers.js';
import { groupsNaming } from './boards.js';

/** One thing that is kept of a member, flat: what is undefined is left out. */
export type Row = Readonly<Record<string, string | number | boolean | undefined>>;

/** Everything of one kind that is kept of a member. */
export interface Belonging {
  /** Its name in an export, ASCII. */
  readonly name: string;
  rows(parts: Parts, member: string): Promise<readonly Row[]>;
}

const instant = (atMs: number): string => new Date(atMs).toISOString();

const readerOf = async ({ store }: Parts, member: string): Promise<Reader> => (await store.get<Reader>(readerKey(member)))?.value ?? NEW_READER;

async function commentsOf({ store }: Parts, member: string, kind: Trace['kind']): Promise<{ trace: Trace; comment: OwnComment }[]> {
  const traces = (await tracesOn(store, member)).filter((trace) => trace.kind === kind);
  const found = await Promise.all(traces.map(async (trace) => ({ trace, comment: await tracedOwn(store, trace) })));
  return found.flatMap(({ trace, comment }) => (comment ? [{ trace, comment }] : []));
}

/** All that is kept of a member, in the order of an export. */
export const BELONGINGS: readonly Belonging[] = [
  {
    name: 'settings',
    async rows({ documents }, member) {
      const settings = await documents.get<Settings>(settingsKey(member));
      return settings ? [{ ...settings }] : [];
    },
  },
  { name: 'clock', rows: async (parts, member) => (await activityOf(parts, member)).rules.map(({ since, zone, hour }) => ({ since: instant(since), zone, hour })) },
  { name: 'days', rows: async (parts, member) => (await activityOf(parts, member)).days.map((day) => ({ day })) },
  {
    name: 'opened',
    async rows(parts, member) {
      const { last, page } = await readerOf(parts, member);
      return last === undefined ? [] : [{ lesson: last, page }];
    },
  },
  {
    name: 'passes',
    async rows(parts, member) {
      const { passes } = await readerOf(parts, member);
      return Object.entries(passes).flatMap(([lesson, days]) => days.map((day, i) => ({ lesson, day, pass: i + 1 })));
    },
  },
  { name: 'answers', rows: async ({ store }, member) => (await answersOf(store, member)).map(({ at, ...answer }) => ({ at: instant(at), ...answer })) },
  { name: 'asked', rows: async ({ store }, member) => ((await store.get<Asked>(askedKey(member)))?.value.ids ?? []).map((question) => ({ question })) },
  {
    name: 'cards',
    async rows({ store }, member) {
      const cards = await Promise.all((await slotsOf(store, member)).map(({ question }) => cardOf(store, member, question)));
      return cards.flatMap((card) => (card ? [{ question: card.question, lesson: card.lesson, due: card.due, last: card.last, state: card.state, memory: JSON.stringify(card.memory), seen: card.seen.map(instant).join(' ') }] : []));
    },
  },
  { name: 'boards', rows: async ({ store }, member) => (await groupsNaming(store, member)).map((group) => ({ group })) },
  {
    name: 'comments',
    rows: async (parts, member) =>
      (await commentsOf(parts, member, 'author')).map(({ trace: { lesson, group }, comment: { number, date, text, answers } }) => ({ lesson, number, date, text, answers, group })),
  },
  {
    name: 'saved',
    // the words are somebody else's
    rows: async (parts, member) => (await commentsOf(parts, member, 'saver')).map(({ trace: { lesson, group }, comment: { number, date } }) => ({ lesson, number, date, group })),
  },
  {
    name: 'likes',
    rows: async ({ store }, member) => (await tracesOn(store, member)).filter((trace) => trace.kind === 'like').map(({ lesson, target, group }) => ({ lesson, comment: target, group })),
  },
  { name: 'schedules', rows: async ({ store }, member) => (await schedulesBy(store, member)).map(({ channel, what, time, zone }) => ({ channel, what, time, zone })) },
  { name: 'notices', rows: async ({ store }, member) => (await listenedBy(store, member)).map((schedule) => ({ schedule })) },
  { name: 'rounds', rows: async ({ store }, member) => (await startedBy(store, member)).map(({ rounds, channel, mode }) => ({ questions: rounds.map(({ question }) => question).join(' '), channel, mode })) },
  {
    name: 'suggestions',
    rows: async ({ store, clock }, member) =>
      (await suggestionsOf(store, member, clock.now())).map((one) => {
        const { stem, options, keys, explanation, language = 'en' } = one.question;
        const line = ({ id, text, why }: (typeof options)[number]) => `${keys.includes(id) ? '*' : ''}${text[language]}${why ? ` // ${why[language]}` : ''}`;
        return { question: refOf(one), lesson: one.question.lesson, at: instant(one.at), state: one.state, stem: stem[language], options: options.map(line).join('\n'), explanation: explanation[language], reason: one.reason, group: one.group };
      }),
  },
  { name: 'reports', rows: async ({ store }, member) => (await reportsBy(store, member)).map(({ question, why, words, at, group }) => ({ question, at: instant(at), reason: why, text: words, group })) },
];
