import { escapeText } from '../../adapters/slack/plain.js';
import { declare } from '../../src/commands/declare.js';
import { COMMANDS } from '../../src/commands/index.js';
import { lineOf } from '../../src/line.js';
import { soon } from '../contracts/core.js';
import { startSlack, type Mode } from '../fakes/slack/harness.js';
import { linesOf, wordsOf } from '../fakes/slack/read.js';
import type { Stored } from '../fakes/slack/world.js';
import { drawn } from '../support/drawn.js';
import type { Open, Seen, Who } from './stage.js';

const PEOPLE: Record<Who, string> = { lin: 'ULIN', maya: 'UMAYA' };

interface SeenMessage extends Seen {
  readonly message: Stored;
}

/** Commands come as mentions over the socket, as `/study` over HTTP. */
export const slack = (mode: Mode): Open => async (core) => {
  const { fake, adapter, stop } = await startSlack(core, mode, { commands: declare(COMMANDS), pictures: drawn });
  let actor: string = PEOPLE.lin;
  let filled = 0;
  fake.world.user({ id: PEOPLE.lin, name: '小林', locale: 'zh-CN', admin: true });
  fake.world.user({ id: PEOPLE.maya, name: 'Maya', locale: 'en-US' });
  for (const id of Object.values(PEOPLE)) fake.world.channels.get('C1')?.members.add(id);
  const see = (message: Stored): SeenMessage => ({ message, private: message.onlyFor !== undefined, words: () => wordsOf(message), lines: () => linesOf(message) });
  return {
    adapter,
    channel: 'slack:T1:C1',
    say(who, { command, action = '', values = {} }) {
      const line = lineOf(command, action, values);
      actor = PEOPLE[who];
      if (mode === 'socket') fake.mention({ user: actor, text: `<@UBOT> ${escapeText(line)}` });
      else fake.slash(escapeText(line), { user: actor });
    },
    press(who, seen, line) {
      actor = PEOPLE[who];
      fake.press((seen as SeenMessage).message, line, actor);
    },
    async submit(values) {
      fake.submit(await soon(() => fake.views.opened[filled], 'a form'), values);
      filled++;
    },
    menu(line, { author, text, at }) {
      const id = author.id.split(':').at(-1) ?? '';
      if (!fake.world.users.has(id)) fake.world.user({ id, name: author.name });
      const ts = `${Math.floor(at / 1000)}.${String(at % 1000).padStart(3, '0')}000`;
      fake.shortcut(line, { user: id, text: escapeText(text), ts }, { user: actor });
    },
    seen: () => fake.world.messages.map(see),
    settle: () => fake.settle(),
    refused: () => [...fake.refused, ...fake.complaints],
    stop,
  };
};
