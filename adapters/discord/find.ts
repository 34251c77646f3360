import { Routes, type APIMessage, type REST } from 'discord.js';
import type { DiscordMessage } from './render.js';

/** How long Discord surely keeps a nonce, in ms: its docs say "the past few minutes" ("Create Message", enforce_nonce). */
const NONCE_MS = 2 * 60_000;
/** Our clock may be ahead of Discord's by so much, in ms. */
const SKEW_MS = 60_000;
/** Developer docs, "Get Channel Messages": 100 at most. */
const PAGE = 100;
/** A lively channel writes fewer than so many pages between two attempts. */
const PAGES = 5;
/** The first second of 2015, where Discord's ids begin; developer docs, "Snowflakes". */
const EPOCH_MS = 1_420_070_400_000;

interface When {
  /** Epoch ms of the first attempt. */
  readonly since: number | undefined;
  readonly now: number;
  readonly signal: AbortSignal;
  /** In a thread that is opened for this message; a body without controls is told by its words there. */
  readonly alone?: boolean | undefined;
}

/** Whether Discord itself still knows what was posted since then, so that a repeat gives the first message. */
export const inWindow = (since: number | undefined, now: number): boolean => since !== undefined && now >= since && now - since < NONCE_MS;

/**
 * A message of the bot's own with exactly these controls, in the same order: a post has a button of its occurrence, so no
 * other has them. Undefined where there is none, where the body has nothing to tell it by, and where the bot may not
 * read the history, which Discord shows as an empty one.
 */
export async function findOwn(rest: REST, channel: string, bot: string, body: DiscordMessage, { since, now, signal, alone }: When): Promise<APIMessage | undefined> {
  const read = alone && controls(body.components).length === 0 ? texts : controls;
  const wanted = read(body.components).join('\n');
  if (wanted === '') return undefined;
  const isOurs = ({ author, components }: APIMessage) => author.id === bot && read(components ?? []).join('\n') === wanted;
  const page = async (query: Record<string, string>) =>
    (await rest.get(Routes.channelMessages(channel), { query: new URLSearchParams({ limit: String(PAGE), ...query }), signal })) as APIMessage[];
  // without a beginning, or with one that a moved clock put into the future, the newest are all there is to look at
  if (since === undefined || since > now) return (await page({})).find(isOurs);
  let after = String(BigInt(Math.max(0, Math.trunc(since) - SKEW_MS - EPOCH_MS)) << 22n);
  for (let pages = 0; pages < PAGES; pages++) {
    const found = await page({ after });
    const ours = found.find(isOurs);
    if (ours !== undefined || found.length < PAGE) return ours;
    after = found.map(({ id }) => id).reduce((newest, id) => (BigInt(id) > BigInt(newest) ? id : newest), after);
  }
  return undefined;
}

/** The ids of all controls, in order. */
const controls = (components: readonly object[]): string[] =>
  components.flatMap((one) => [
    ...('custom_id' in one && typeof one.custom_id === 'string' ? [one.custom_id] : []),
    ...('components' in one && Array.isArray(one.components) ? controls(one.components as object[]) : []),
  ]);

/** The words of all text blocks, in order; Discord trims them. */
const texts = (components: readonly object[]): string[] =>
  components.flatMap((one) => ('content' in one && typeof one.content === 'string' ? [one.content.trim()] : []));
