import { setTimeout as wait } from 'node:timers/promises';
import { controls, wordsOf as discordWords } from '../fakes/discord/reading.js';
import type { Sent } from '../fakes/discord/callbacks.js';
import { CHANNEL } from '../fakes/discord/world.js';
import { linesOf, wordsOf as slackWords } from '../fakes/slack/read.js';
import type { Platform } from './crash.js';
import type { Trio } from './trio.js';
import { awakeMs } from './awake.js';

/** Somebody who waits so long for an answer, milliseconds, tries again: longer than a process is frozen for. */
const PATIENCE_MS = 7000;
const TRIES = 12;

/** Whether an answer says that the store is away. */
export const isBusy = (words: string): boolean => words.endsWith('busy');

/** What was sent and heard, over all members. */
export interface Tally {
  sent: number;
  /** Answers that said to try again. */
  busy: number;
  /** Sendings that nobody answered in time. */
  silent: number;
  /** Longest time in which none of all that waited was answered, milliseconds. */
  stallMs: number;
  /** Messages that answered one event a second time. */
  doubles: string[];
}

export interface Crowd {
  readonly tally: Tally;
  /** Ids as the core has them. */
  readonly ids: Readonly<Record<Platform, readonly string[]>>;
  /** One asks for a quiz; resolves with the id of its round once the question stands there. */
  quiz(platform: Platform, line: { seconds: number; lesson: string }): Promise<string>;
  /** A member sends a line until it is answered in words that `heard` knows. */
  say(platform: Platform, member: number, line: string, heard: RegExp): Promise<void>;
}

/** Members who use the program as people do: they wait, and try again. */
export function crowd({ discord, slack }: Trio, size: number): Crowd {
  const users = { discord: Array.from({ length: size }, (_, i) => String(810_000_000_000_000_000n + BigInt(i))), slack: Array.from({ length: size }, (_, i) => `UM${i}`) };
  for (const id of users.slack) {
    slack.world.user({ id, name: id.toLowerCase(), locale: 'en-US' });
    slack.world.channels.get('C1')?.members.add(id);
  }
  const tally: Tally = { sent: 0, busy: 0, silent: 0, stallMs: 0, doubles: [] };
  let waiting = 0;
  let heardAt = awakeMs();
  const stall = () => void (tally.stallMs = Math.max(tally.stallMs, awakeMs() - heardAt));

  /** All that a member was told in private, by a workspace that does not say what it answers. */
  const toldOnSlack = (user: string): string[] => slack.world.messages.filter(({ onlyFor }) => onlyFor === user).map(slackWords);

  /** Sends it once; gives what to ask for its answer, and how many there are. */
  function send(platform: Platform, member: number, line: string): () => string[] {
    const user = users[platform][member]!;
    if (platform === 'discord') {
      const [name = '', ...rest] = line.split(' ');
      const sent: Sent = name === 'read' ? discord.command({ name, options: { ref: rest.join(' ') }, user }) : discord.press(discord.messages[0]!, line, { user });
      return () => (sent.original ? [discordWords(sent.original.body)] : []);
    }
    const before = toldOnSlack(user).length;
    if (member % 2 === 0) slack.slash(line, { user });
    // and Slack repeats itself
    else slack.again(slack.mention({ user, text: `<@UBOT> ${line}` }), 1);
    return () => toldOnSlack(user).slice(before);
  }

  return {
    tally,
    ids: { discord: users.discord.map((id) => `discord:${id}`), slack: users.slack.map((id) => `slack:T1:${id}`) },
    async quiz(platform, { seconds, lesson }) {
      const known = new Set(questions());
      // the one before may not be over yet: whoever is told so asks again
      for (const end = performance.now() + 30_000; performance.now() < end; ) {
        if (platform === 'discord') discord.command({ name: 'quiz', action: 'group', options: { seconds, ref: lesson }, user: users.discord[0]! });
        else slack.mention({ user: users.slack[0]!, text: `<@UBOT> quiz group seconds:${seconds} ${lesson}` });
        for (const again = performance.now() + 5000; performance.now() < again; await wait(20)) {
          const fresh = questions().find((id) => !known.has(id));
          if (fresh !== undefined) return fresh;
        }
      }
      throw new Error(`no question on ${platform}`);

      function questions(): string[] {
        const lines = platform === 'discord' ? discord.messages.filter(({ channel_id }) => channel_id === CHANNEL).flatMap(({ body }) => controls(body).map((one) => one.line ?? '')) : slack.world.messages.flatMap(linesOf);
        return lines.flatMap((one) => /^quiz reveal (r\w+)$/.exec(one)?.[1] ?? []);
      }
    },
    async say(platform, member, line, heard) {
      let last = (): string[] => [];
      if (waiting++ === 0) heardAt = awakeMs();
      try {
        for (let tries = 1; tries <= TRIES; tries++) {
          tally.sent++;
          const answers = send(platform, member, line);
          last = answers;
          const end = performance.now() + PATIENCE_MS;
          let busy = false;
          while (performance.now() < end && !busy) {
            const words = answers();
            if (words.some((one) => heard.test(one))) {
              stall();
              heardAt = awakeMs();
              if (words.filter((one) => heard.test(one)).length > tries) tally.doubles.push(`${platform} ${member} ${line}`);
              return;
            }
            busy = words.some(isBusy);
            await wait(20);
          }
          if (busy) {
            stall();
            heardAt = awakeMs();
          }
          tally[busy ? 'busy' : 'silent']++;
          await wait(300);
        }
        throw new Error(`${platform} ${member} was not answered: ${line}: ${JSON.stringify(last())}`);
      } finally {
        waiting--;
      }
    },
  };
}
