import { collected } from './measure.js';

/**
 * One side of a comparison in a process of its own, on the fakes of its parent: `bare`, each library with a handler that
 * acknowledges and answers with fixed messages, `ours`, or `program`: ours as `npm start` runs it, with discord.js's limit.
 */
export interface Side {
  readonly side: 'bare' | 'ours' | 'program';
  /** What a bare library answers with in turns, as it went over the wire; a short text by default. */
  readonly messages?: readonly Message[] | undefined;
  readonly discord?: string | undefined;
  readonly slack?: string | undefined;
  /** Address of the store. */
  readonly store: string;
}

/** Of a body what a library takes: the fields of Discord's, or the form's of Slack. */
export type Message = Readonly<Record<string, unknown>>;

export interface Cost {
  /** Milliseconds of processor time since the start of the process. */
  readonly cpuMs: number;
  /** Bytes of memory that the system gave the process, after a full collection where one was asked for. */
  readonly rss: number;
}

const TOKENS = { discord: 'OTAwMDAwMDAwMDAwMDAwMDAx.Gbench.bench-bench-bench-bench-bench-bench', bot: 'xoxb-1111-2222-bench', app: 'xapp-1-A1-3333-bench' } as const;
const ANSWER = 'Lesson 13: a fixed text of about the length that a short answer has, so that there is something to send.';

/** Each in its turn. */
function inTurns(messages: readonly Message[]): () => Message {
  let turn = 0;
  return () => messages[turn++ % messages.length] ?? {};
}

async function bareDiscord(api: string, messages: readonly Message[] = [{ content: ANSWER }]): Promise<void> {
  const next = inTurns(messages);
  const { Client, Events, GatewayIntentBits } = await import('discord.js');
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await interaction.editReply(next());
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(TOKENS.discord);
  await ready;
}

async function bareBolt(slackApiUrl: string, messages: readonly Message[] = [{}]): Promise<void> {
  const next = inTurns(messages);
  const bolt = await import('@slack/bolt');
  const app = new bolt.App({ token: TOKENS.bot, appToken: TOKENS.app, socketMode: true, logLevel: bolt.LogLevel.ERROR, clientOptions: { slackApiUrl } });
  app.event('app_mention', async ({ event, say }) => void (await say({ text: ANSWER, ...next(), thread_ts: event.ts })));
  app.command(/.*/, async ({ ack, say }) => {
    await ack();
    await say({ text: ANSWER, ...next() });
  });
  await app.start();
}

const environment = ({ discord, slack, store }: Side): Record<string, string> => ({
  STORE_URL: store,
  ...(discord === undefined ? {} : { DISCORD_TOKEN: TOKENS.discord, DISCORD_API_URL: discord }),
  ...(slack === undefined ? {} : { SLACK_BOT_TOKEN: TOKENS.bot, SLACK_APP_TOKEN: TOKENS.app, SLACK_API_URL: slack }),
});

async function ours(side: Side): Promise<void> {
  const [{ startStudyHall }, { readConfig }, { createLog }] = await Promise.all([import('../adapters/main.js'), import('../src/io/config.js'), import('../src/io/log.js')]);
  await startStudyHall(readConfig(environment(side)), createLog('error'));
}

/** Resolves when it has said that it is ready. */
async function program(side: Side): Promise<void> {
  Object.assign(process.env, environment(side), { LOG_LEVEL: 'error' });
  await import(new URL('../bundle/cli/start.js', import.meta.url).href);
}

const given = JSON.parse(process.argv[2] ?? '{}') as Side;
// discord.js sends 50 answers a second; on both sides what the processor allows is asked for
if (given.discord !== undefined && given.side !== 'program') Object.assign((await import('discord.js')).DefaultRestOptions, { globalRequestsPerSecond: 1_000_000 });
if (given.side === 'ours') await ours(given);
else if (given.side === 'program') await program(given);
else await Promise.all([given.discord !== undefined && bareDiscord(given.discord, given.messages), given.slack !== undefined && bareBolt(given.slack, given.messages)]);

process.on('message', (ask) => {
  const { user, system } = process.cpuUsage();
  if (ask === 'rested') collected();
  process.send?.({ cpuMs: (user + system) / 1000, rss: process.memoryUsage.rss() } satisfies Cost);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
