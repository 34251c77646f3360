import { afterEach, beforeEach, expect } from 'vitest';
import { createModel } from '../../src/io/model.js';
import { problems } from '../../src/limits.js';
import type { Reply } from '../../src/reply.js';
import { type Asked, type FakeModel, sentences, startModel } from '../fakes/model.js';
import { words } from './members.js';
import { openWorld, type World } from './world.js';

export const KEY = 'sk-canary-0123456789abcdefghij';
export const MODEL = 'small-7b';
export const LABEL = { 'zh-CN': '由语言模型（small-7b）根据所注留言写成，每处引文都经过核对。', en: 'Written by a language model (small-7b) from the comments cited; each quote is checked.' };
export const MINUTE = 60_000;

/** One comment as the model gets to read it. */
export interface Read {
  readonly address: string;
  readonly text: string;
}
export const read = (asked: Asked): Read[] => JSON.parse(asked.body.messages[1]?.content ?? '') as Read[];

/** The beginning of a comment, up to its first mark. */
const part = ({ text }: Read): string => /^[^\n”」"`@]{2,10}/.exec(text)?.[0] ?? '';
/** What an honest model writes, in the language that it is asked for. */
export const honest = (asked: Asked) =>
  read(asked)
    .slice(0, 3)
    .map((one, i) => ({ text: asked.body.messages[0]?.content.includes('Chinese') ? `有读者写道“${part(one)}”${'，值得一读'.repeat(i + 1)}。` : `One reader wrote “${part(one)}” and that is worth ${'more than '.repeat(i)}a look.`, cites: [one.address] }));

/** A world with a language model on loopback for each test of the file. */
export function modelled() {
  const now = {} as { model: FakeModel; world: World };
  beforeEach(async () => {
    now.model = await startModel();
    now.world = await openWorld({ writer: createModel({ url: now.model.url, key: KEY, name: MODEL, timeoutMs: 2000 }) });
  });
  afterEach(async () => {
    await now.world.close();
    await now.model.close();
  });
  const reasons = (words: string) => now.world.logged.filter(({ level, message }) => level === 'warn' && message.includes(words)).map(({ fields }) => fields['reason']);
  return {
    now,
    tellTruth(): void {
      now.model.answer = (response, asked) => sentences(...honest(asked))(response);
    },
    refusals: () => reasons('abstract was refused'),
    failures: () => reasons('no answer'),
    /** The digest as it is without a model, with a quote of a comment; and nothing of comments, answers or the key is in the log. */
    isDigestAlone(reply: Reply): void {
      expect(words(reply)).not.toMatch(/语言模型|language model/);
      expect(reply.blocks.some((block) => block.kind === 'quote')).toBe(true);
      expect(problems(reply)).toEqual([]);
      expect(JSON.stringify(now.world.logged)).not.toMatch(/canary|合租|假话|network/);
    },
  };
}
