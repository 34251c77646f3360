import type { Place } from '../../src/ports.js';
import type { Round } from '../../src/quiz/round.js';
import type { Reply } from '../../src/reply.js';
import { changeSchedule } from '../../src/schedule/book.js';
import { type Store, update } from '../../src/store.js';

/** Who asks, seen from the group and channel in which something stands. */
export const WHO = ['owner', 'member', 'host', 'host-elsewhere', 'admin', 'stranger'] as const;
export type Who = (typeof WHO)[number];

/** A group of its own, with everybody there is. */
export interface Scene {
  readonly store: Store;
  /** Where it stands. */
  readonly here: Place;
  /** Its owner, while they still were host of the channel. */
  owner(line: string): Promise<Reply>;
  admin(line: string): Promise<Reply>;
}

/** What has to be there; the lines that somebody may try. */
type Setting = (scene: Scene) => Promise<string>;

export interface Guarded {
  readonly may: readonly Who[];
  readonly line: Setting;
  /** Changes nothing: what only those who may are shown. */
  readonly shows?: RegExp;
  /** As much of the line as opens its form, and what is typed into that. */
  readonly form?: (line: string) => { readonly line: string; readonly fields: Readonly<Record<string, string>> };
}

/** `anyone`: concerns nobody but who asks, or is everybody's; in every group. */
type Entry = 'anyone' | Guarded | readonly Guarded[];

/** Each in a place of their own, where they do manage something. */
const MANAGERS: readonly Who[] = ['host', 'host-elsewhere', 'admin', 'stranger'];

const idIn = (reply: Reply, shape: RegExp): string => {
  const found = shape.exec(JSON.stringify(reply))?.[1];
  if (found === undefined) throw new Error(`no ${shape} in ${JSON.stringify(reply)}`);
  return found;
};

/** A schedule that the owner set as host of the channel; `end`: its course was read to the end. */
const scheduled = (line: (id: string) => string, before?: (id: string) => string, end = false): Setting => async ({ owner, store }) => {
  const id = idIn(await owner('schedule set 08:00'), /id:([a-z0-9]{12})/);
  if (before) await owner(before(id));
  if (end) await changeSchedule(store, id, (now) => ({ ...now, state: 'finished' }));
  return line(id);
};

const STEM = 'What do all containers of one Pod share?';
/** A question that the owner suggested, and what an admin did with it. */
const suggested = (line: (ref: string) => string, ...before: ((ref: string) => string)[]): Setting => async ({ owner, admin }) => {
  const words = `question suggest 13 ${STEM} | *the network // so do hosts | a file system // only volumes | one process | an image | = they see one localhost`;
  const ref = idIn(await owner(words), /\b(q\d+)\b/);
  for (const one of before) await admin(one(ref));
  // who is told news of it later would have something stored
  await owner('question list');
  return line(ref);
};

/** A quiz of the owner's in the channel, by its round. */
const asked = (line: (round: string) => string): Setting => async ({ owner }) => line(idIn(await owner('quiz group seconds:60 13'), /quiz reveal (r\w+)/));
/** The same, by its own id. */
const quiz = (line: (game: string) => string): Setting => async ({ owner, store, here }) => {
  await owner('quiz group seconds:60 13');
  return line((await store.get<string>(`game-in:${here.channel}`))?.value ?? '');
};

const ofSchedule: readonly Who[] = ['owner', 'host', 'admin'];
const ofQuiz: readonly Who[] = ['owner', 'host', 'admin'];
const desk = (line: Setting): Guarded => ({ may: ['admin'], line });

/** Every action of every command, as `command` or `command action`. */
export const RIGHTS: Readonly<Record<string, Entry>> = {
  lesson: 'anyone',
  find: 'anyone',
  term: 'anyone',
  next: 'anyone',
  previous: 'anyone',
  resume: 'anyone',
  read: 'anyone',
  progress: 'anyone',
  help: 'anyone',
  digest: 'anyone',
  report: 'anyone',
  review: 'anyone',
  'review again': 'anyone',
  'leaderboard show': 'anyone',
  'leaderboard week': 'anyone',
  'leaderboard me': 'anyone',
  'leaderboard join': 'anyone',
  'leaderboard leave': 'anyone',
  'mydata show': 'anyone',
  'mydata export': 'anyone',
  'mydata delete': 'anyone',

  'quiz practice': 'anyone',
  'quiz group': 'anyone',
  'quiz race': 'anyone',
  'quiz another': 'anyone',
  'quiz answer': 'anyone',
  'quiz type': 'anyone',
  'quiz result': 'anyone',
  'quiz skip': { may: ofQuiz, line: asked((id) => `quiz skip ${id}`) },
  'quiz reveal': { may: ofQuiz, line: asked((id) => `quiz reveal ${id}`) },
  'quiz stop': { may: ofQuiz, line: quiz((id) => `quiz stop id:${id}`) },

  'question suggest': 'anyone',
  'question list': 'anyone',
  'question place': 'anyone',
  'question draft': 'anyone',
  'question report': 'anyone',
  'question because': 'anyone',
  'question show': { may: ['owner', 'admin'], line: suggested((ref) => `question show ${ref}`), shows: /What do all containers/ },
  'question approve': desk(suggested((ref) => `question approve ${ref}`)),
  'question decline': { ...desk(suggested((ref) => `question decline ${ref} too easy`)), form: (line) => ({ line: line.replace(' too easy', ''), fields: { reason: 'too easy' } }) },
  'question delete': [
    { may: ['owner', 'admin'], line: suggested((ref) => `question delete ${ref} yes`) },
    desk(suggested((ref) => `question delete ${ref} yes`, (ref) => `question approve ${ref}`)),
  ],
  'question reports': { may: ['admin'], line: suggested(() => 'question reports', (ref) => `question approve ${ref}`, (ref) => `question suspend ${ref}`), shows: /What do all containers/ },
  'question suspend': desk(suggested((ref) => `question suspend ${ref}`, (ref) => `question approve ${ref}`)),
  'question restore': desk(suggested((ref) => `question restore ${ref}`, (ref) => `question approve ${ref}`, (ref) => `question suspend ${ref}`)),
  'question void': desk(async ({ owner, store }) => {
    const round = idIn(await owner('quiz group seconds:60 13'), /quiz reveal (r\w+)/);
    const ended = await update<Round>(store, `round:${round}`, (now) => now && { ...now, state: 'ended' });
    return `question void ${ended?.question} yes`;
  }),

  comment: 'anyone',
  'comment add': 'anyone',
  'comment reply': 'anyone',
  'comment show': 'anyone',
  'comment like': 'anyone',
  'comment save': 'anyone',
  'comment choose': 'anyone',
  'comment keep': 'anyone',
  'comment delete': {
    may: ['owner', 'admin'],
    async line({ owner }) {
      await owner('comment 13 a Pod is a logical host');
      return 'comment delete 13.g1 yes';
    },
  },

  'schedule set': { may: MANAGERS, line: async () => 'schedule set 08:00', form: () => ({ line: 'schedule set what:lesson', fields: { time: '08:00' } }) },
  'schedule list': 'anyone',
  'schedule status': 'anyone',
  'schedule preview': 'anyone',
  'schedule notice': 'anyone',
  'schedule pause': { may: ofSchedule, line: scheduled((id) => `schedule pause id:${id}`) },
  'schedule resume': { may: ofSchedule, line: scheduled((id) => `schedule resume id:${id}`, (id) => `schedule pause id:${id}`) },
  'schedule skip': { may: ofSchedule, line: scheduled((id) => `schedule skip id:${id}`) },
  'schedule move': { may: ofSchedule, line: scheduled((id) => `schedule move id:${id} time:09:30`), form: (line) => ({ line: line.replace(' time:09:30', ''), fields: { time: '09:30' } }) },
  'schedule remove': { may: ofSchedule, line: scheduled((id) => `schedule remove id:${id} sure:yes`) },
  'schedule again': { may: ofSchedule, line: scheduled((id) => `schedule again id:${id}`, undefined, true) },

  settings: [
    { may: MANAGERS, line: async () => 'settings en channel' },
    { may: ['admin', 'stranger'], line: async () => 'settings en group' },
    { may: ['admin', 'stranger'], line: async () => 'settings reports:3' },
  ],
  'settings retention': 'anyone',
};
