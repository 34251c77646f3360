import { controls, wordsOf } from '../fakes/discord/reading.js';
import type { Message } from '../fakes/discord/messages.js';
import { startRig } from '../fakes/discord/running.js';
import { CHANNEL } from '../fakes/discord/world.js';
import type { Open, Seen, Who } from './stage.js';

const MANAGE_GUILD = String(1 << 5);
const PEOPLE = {
  lin: { user: '800000000000000001', nick: '小林', locale: 'zh-CN', permissions: MANAGE_GUILD },
  maya: { user: '800000000000000002', nick: 'Maya', locale: 'en-US', permissions: '0' },
} satisfies Record<Who, object>;

interface SeenMessage extends Seen {
  readonly message: Message;
}

export const discord: Open = async (core) => {
  const { fake, adapter, stop } = await startRig(core);
  const see = (message: Message): SeenMessage => ({
    message,
    private: message.private,
    words: () => wordsOf(message.body),
    lines: () => controls(message.body).flatMap((one) => (one.line === undefined ? [] : [one.line])),
  });
  return {
    adapter,
    channel: `discord:${CHANNEL}`,
    say: (who, { command, action, values }) => void fake.command({ ...PEOPLE[who], name: command, ...(action === undefined ? {} : { action }), ...(values === undefined ? {} : { options: values }) }),
    press(who, seen, line) {
      const { message } = seen as SeenMessage;
      const control = controls(message.body).find((one) => one.line === line);
      if (control?.menu) fake.select(message, control.menu, line, PEOPLE[who]);
      else fake.press(message, line, PEOPLE[who]);
    },
    seen: () => fake.messages.filter((message) => message.body.components).map(see),
    refused: () => [...fake.refused],
    stop,
  };
};
