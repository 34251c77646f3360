import { registration } from '../../adapters/discord/registration.js';
import { declare } from '../../src/commands/declare.js';
import type { DeclaredCommand } from '../../src/commands/declared.js';
import { COMMANDS } from '../../src/commands/index.js';
import { soon } from '../contracts/core.js';
import type { Sent } from '../fakes/discord/callbacks.js';
import { controls, wordsOf } from '../fakes/discord/reading.js';
import type { Message } from '../fakes/discord/messages.js';
import { startRig } from '../fakes/discord/running.js';
import { CHANNEL } from '../fakes/discord/world.js';
import { drawn } from '../support/drawn.js';
import type { Open, Seen, Who } from './stage.js';

const MANAGE_GUILD = String(1 << 5);
const PEOPLE = {
  lin: { user: '800000000000000001', nick: '小林', locale: 'zh-CN', permissions: MANAGE_GUILD },
  maya: { user: '800000000000000002', nick: 'Maya', locale: 'en-US', permissions: '0' },
} satisfies Record<Who, object>;

interface SeenMessage extends Seen {
  readonly message: Message;
}

/** An id as Discord has it: without what the adapter puts before it. */
const bare = (id: string): string => id.slice(id.lastIndexOf(':') + 1);

export const discordWith = (commands: readonly DeclaredCommand[]): Open => async (core) => {
  const { fake, adapter, stop } = await startRig(core, { commands, registered: registration(commands), pictures: drawn });
  let last: Sent | undefined;
  const see = (message: Message): SeenMessage => ({
    message,
    private: message.private,
    words: () => wordsOf(message.body),
    lines: () => controls(message.body).flatMap((one) => (one.line === undefined ? [] : [one.line])),
  });
  return {
    adapter,
    channel: `discord:${CHANNEL}`,
    say(who, { command, action, values }) {
      last = fake.command({ ...PEOPLE[who], name: command, ...(action === undefined ? {} : { action }), ...(values === undefined ? {} : { options: values }) });
    },
    press(who, seen, line) {
      const { message } = seen as SeenMessage;
      const control = controls(message.body).find((one) => one.line === line);
      last = control?.menu ? fake.select(message, control.menu, line, PEOPLE[who]) : fake.press(message, line, PEOPLE[who]);
    },
    submit: async (values) => void fake.submit(await soon(() => (last?.form ? last : undefined), 'a form'), values),
    menu(line, { author, text, at, message }) {
      const name = commands.find((one) => one.menu?.line === line)?.menu?.name.en ?? line;
      const target = { id: bare(message.message), author: { ...author, id: bare(author.id) }, content: text, at };
      fake.menu({ ...PEOPLE.lin, channel: bare(message.channel), name, target });
    },
    seen: () => fake.messages.filter((message) => message.body.components).map(see),
    refused: () => [...fake.refused],
    stop,
  };
};

export const discord = discordWith(declare(COMMANDS));
