import { lineOf } from '../../src/line.js';
import { startSlack, type Mode } from '../fakes/slack/harness.js';
import { linesOf, wordsOf } from '../fakes/slack/read.js';
import type { Stored } from '../fakes/slack/world.js';
import type { Open, Seen, Who } from './stage.js';

const PEOPLE: Record<Who, string> = { lin: 'ULIN', maya: 'UMAYA' };

interface SeenMessage extends Seen {
  readonly message: Stored;
}

/** Commands come as mentions over the socket, as `/study` over HTTP. */
export const slack = (mode: Mode): Open => async (core) => {
  const { fake, adapter, stop } = await startSlack(core, mode);
  fake.world.user({ id: PEOPLE.lin, name: '小林', locale: 'zh-CN', admin: true });
  fake.world.user({ id: PEOPLE.maya, name: 'Maya', locale: 'en-US' });
  for (const id of Object.values(PEOPLE)) fake.world.channels.get('C1')?.members.add(id);
  const see = (message: Stored): SeenMessage => ({ message, private: message.onlyFor !== undefined, words: () => wordsOf(message), lines: () => linesOf(message) });
  return {
    adapter,
    channel: 'slack:T1:C1',
    say(who, { command, action = '', values = {} }) {
      const line = lineOf(command, action, values);
      if (mode === 'socket') fake.mention({ user: PEOPLE[who], text: `<@UBOT> ${escaped(line)}` });
      else fake.slash(escaped(line), { user: PEOPLE[who] });
    },
    press: (who, seen, line) => void fake.press((seen as SeenMessage).message, line, PEOPLE[who]),
    seen: () => fake.world.messages.map(see),
    refused: () => [...fake.refused, ...fake.complaints],
    stop,
  };
};

/** What a person types comes escaped. */
const escaped = (line: string): string => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
