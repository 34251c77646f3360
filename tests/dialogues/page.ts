import { createPageAdapter } from '../../adapters/page/index.js';
import { CHANNEL } from '../../adapters/page/people.js';
import type { WireMessage } from '../../adapters/page/web/wire.js';
import { declare } from '../../src/commands/declare.js';
import { COMMANDS } from '../../src/commands/index.js';
import { lineOf } from '../../src/line.js';
import { controls, wordsOf } from '../fakes/discord/reading.js';
import { linesOf } from '../fakes/slack/read.js';
import { drawn } from '../support/drawn.js';
import { openStream } from '../support/stream.js';
import type { Open, Seen, Who } from './stage.js';

const PEOPLE: Record<Who, { id: string; locale: string }> = { lin: { id: 'page:lin', locale: 'zh-CN' }, maya: { id: 'page:maya', locale: 'en' } };

interface SeenMessage extends Seen {
  readonly id: string;
}

export const page: Open = async (core, { clock }) => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const adapter = createPageAdapter({ port: 0, log, clock, commands: declare(COMMANDS), pictures: drawn, zone: 'Asia/Shanghai', travels: true, moved: async () => {}, nextPostAt: async () => undefined, calendar: async (month) => ({ month, occurrences: [], schedules: [] }) });
  await adapter.start(core);
  const address = adapter.address();
  const token = /name="page-token" content="([\w-]{20,})"/.exec(await (await fetch(address)).text())?.[1] ?? '';
  const streams = await Promise.all(Object.values(PEOPLE).map(({ id }) => openStream(address, id)));
  const refused: string[] = [];

  let last: { who: Who; line: string; pressed: string | undefined } | undefined;
  const send = async (who: Who, line: string, pressed?: string, fields?: Readonly<Record<string, string>>) => {
    last = { who, line, pressed };
    const { id, locale } = PEOPLE[who];
    const response = await fetch(new URL('/line', address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-page-token': token },
      body: JSON.stringify({ member: id, locale, line, pressed, fields }),
    });
    if (!response.ok) refused.push(`${response.status} ${await response.text()}`);
  };
  const serial = ({ id }: WireMessage): number => Number(/\d+$/.exec(id)?.[0]);
  /** What both windows together have received, each message as it is now, oldest first. */
  const current = (): WireMessage[] => {
    const found = new Map<string, WireMessage>();
    for (const { event, data } of streams.flatMap((stream) => stream.seen)) {
      if (event === 'message') found.set((data).id, data);
      if (event === 'gone') found.delete((data).id);
    }
    return [...found.values()].filter((message) => message.content && !message.thinking).sort((a, b) => serial(a) - serial(b));
  };
  const see = ({ id, audience }: WireMessage): SeenMessage => {
    const content = () => current().find((message) => message.id === id)?.content;
    return {
      id,
      private: audience === 'you',
      words: () => wordsOf(content()?.discord),
      lines() {
        const now = content();
        const lines = controls(now?.discord).flatMap((one) => (one.line === undefined ? [] : [one.line]));
        // both previews carry the same lines
        if (String(lines) !== String(linesOf({ blocks: now?.slack['blocks'] }))) refused.push(`the two previews differ: ${String(lines)}`);
        return lines;
      },
    };
  };
  return {
    adapter,
    channel: CHANNEL,
    say: (who, { command, action = '', values = {} }) => send(who, lineOf(command, action, values)),
    press: (who, seen, line) => send(who, line, (seen as SeenMessage).id),
    async submit(values) {
      if (last) await send(last.who, last.line, last.pressed, values);
    },
    seen: () => current().map(see),
    refused: () => refused,
    async stop() {
      for (const stream of streams) stream.close();
      await adapter.stop();
    },
  };
};
