import type { Files } from './files.js';
import { blockFaults, filesIn, messageFaults } from './rules.js';
import type { Views } from './views.js';
import { BOT, BOT_USER, TEAM, type Channel, type World } from './world.js';

export type Args = Readonly<Record<string, unknown>>;

/** Slack's `ok: false`. */
export class Refusal extends Error {
  constructor(
    readonly word: string,
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(word);
  }
}

export interface Methods {
  readonly world: World;
  readonly views: Views;
  readonly files: Files;
  /** Where files are uploaded to. */
  origin(): string;
  /** Payloads that were refused, with the reason. */
  readonly refused: string[];
  readonly scopes: Set<string>;
  /** The workspace whose token it is. */
  readonly team?: string;
  /** The name of who holds the token, where it is not the first workspace. */
  readonly holder?: string;
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

function channel(world: World, args: Args): Channel {
  const found = world.channels.get(word(args['channel']));
  if (found === undefined || (found.private === true && !found.members.has(BOT_USER))) throw new Refusal('channel_not_found');
  return found;
}

function need(parts: Methods, scope: string): void {
  if (!parts.scopes.has(scope)) throw new Refusal('missing_scope', { needed: scope, provided: [...parts.scopes].join(',') });
}

function payload(parts: Methods, args: Args): { text: string; blocks: unknown[]; metadata: unknown } {
  const faults = [...blockFaults(args['blocks']), ...messageFaults(args)];
  if (faults.length > 0) {
    parts.refused.push(...faults);
    throw new Refusal('invalid_blocks', { response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) } });
  }
  showable(parts, args['blocks']);
  return { text: word(args['text']), blocks: args['blocks'] as unknown[], metadata: args['metadata'] };
}

/** Slack refuses blocks with a file that it does not know, or has not looked at yet. */
export function showable({ files }: Methods, blocks: unknown): void {
  if (filesIn(blocks).some((id) => !files.shows(id))) throw new Refusal('invalid_blocks', { errors: ['invalid slack file [json-pointer:/blocks/1/slack_file]'] });
}

/** Where the bot may write: it is a member and the channel is open. */
function writable(parts: Methods, args: Args): Channel {
  need(parts, 'chat:write');
  const dm = /^D(\w+)$/.exec(word(args['channel']));
  if (dm !== null && parts.world.users.has(dm[1]!)) return { id: dm[0], name: '', members: new Set([BOT_USER, dm[1]!]) };
  const found = channel(parts.world, args);
  if (found.archived === true) throw new Refusal('is_archived');
  if (!found.members.has(BOT_USER)) throw new Refusal('not_in_channel');
  return found;
}

/** Where a message to a channel, or to a member, comes to stand. */
function home(parts: Methods, args: Args): string {
  const user = parts.world.users.get(word(args['channel']));
  if (user === undefined) return writable(parts, args).id;
  need(parts, 'chat:write');
  if (user.shut !== undefined) throw new Refusal(user.shut);
  return `D${user.id}`;
}

/** Messages of a channel, newest first, page by page. */
function read(parts: Methods, args: Args, wanted: (one: { ts: string; thread_ts?: string | undefined }) => boolean): object {
  const found = channel(parts.world, args);
  need(parts, found.private === true ? 'groups:history' : 'channels:history');
  if (!found.members.has(BOT_USER)) throw new Refusal('not_in_channel');
  const withMetadata = String(args['include_all_metadata']) === 'true';
  const since = Number(args['oldest'] ?? 0);
  const ours = parts.world.messages.filter((one) => one.channel === found.id && one.onlyFor === undefined && wanted(one));
  const others = parts.world.others.filter((one) => one.channel === found.id && wanted(one));
  const known = new Map(ours.map((one) => [one.ts, view(one)]));
  const messages = [...ours, ...others].filter((one) => Number(one.ts) > since).sort((a, b) => Number(b.ts) - Number(a.ts));
  const from = Number(args['cursor'] ?? 0);
  const to = from + Number(args['limit'] ?? 100);
  const more = to < messages.length;
  return {
    messages: messages.slice(from, to).map(({ ts }) => {
      const shown = known.get(ts) ?? { type: 'message', user: 'U1', text: 'hm', ts };
      return withMetadata ? shown : { ...shown, metadata: undefined };
    }),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: String(to) } } : {}),
  };
}

const view = ({ ts, channel: where, text, blocks, thread_ts, metadata }: World['messages'][number]) => ({
  type: 'message',
  user: BOT_USER,
  bot_id: BOT,
  ts,
  channel: where,
  text,
  blocks,
  ...(thread_ts === undefined ? {} : { thread_ts }),
  ...(metadata === undefined ? {} : { metadata }),
});

/** The Web API methods that the bot may call. Slack docs, "Methods". */
export const METHODS: Readonly<Record<string, (parts: Methods, args: Args) => object>> = {
  'auth.test': ({ team = TEAM, holder = 'Study' }) => ({ url: 'https://study.example/', team: holder, user: 'study', team_id: team, user_id: BOT_USER, bot_id: BOT }),
  'chat.postMessage': (parts, args) => {
    const id = home(parts, args);
    const { text, blocks, metadata } = payload(parts, args);
    const thread = args['thread_ts'] === undefined ? undefined : word(args['thread_ts']);
    if (thread !== undefined && parts.world.deleted.has(thread)) throw new Refusal('thread_not_found');
    const extra = { unfurl_links: args['unfurl_links'], unfurl_media: args['unfurl_media'] };
    const stored = parts.world.add({ channel: id, text, blocks, metadata, thread_ts: thread, extra });
    return { channel: id, ts: stored.ts, message: view(stored) };
  },
  'chat.postEphemeral': (parts, args) => {
    const found = writable(parts, args);
    const user = word(args['user']);
    if (!found.members.has(user)) throw new Refusal('user_not_in_channel');
    const { text, blocks } = payload(parts, args);
    const thread = args['thread_ts'] === undefined ? undefined : word(args['thread_ts']);
    return { message_ts: parts.world.add({ channel: found.id, text, blocks, onlyFor: user, thread_ts: thread, extra: {} }).ts };
  },
  'chat.update': (parts, args) => {
    const { id } = writable(parts, args);
    const stored = parts.world.find(id, word(args['ts']));
    if (stored === undefined) throw new Refusal('message_not_found');
    const { text, blocks } = payload(parts, args);
    Object.assign(stored, { text, blocks, edits: stored.edits + 1 });
    return { channel: id, ts: stored.ts, text, message: view(stored) };
  },
  'conversations.info': (parts, args) => {
    const found = channel(parts.world, args);
    need(parts, found.private === true ? 'groups:read' : 'channels:read');
    const { id, name, creator, archived = false } = found;
    return {
      channel: { id, name, creator, is_archived: archived, is_private: found.private === true, is_member: found.members.has(BOT_USER) },
    };
  },
  'users.conversations': (parts, args) => {
    for (const scope of ['channels:read', 'groups:read']) need(parts, scope);
    const mine = [...parts.world.channels.values()].filter((one) => one.members.has(BOT_USER) && one.archived !== true);
    // a page holds one, so that more than one is asked for
    const at = Number(args['cursor'] || 0);
    return { channels: mine.slice(at, at + 1).map(({ id, name }) => ({ id, name })), response_metadata: { next_cursor: at + 1 < mine.length ? String(at + 1) : '' } };
  },
  'conversations.history': (parts, args) => read(parts, args, (one) => one.thread_ts === undefined),
  'conversations.replies': (parts, args) => {
    const thread = word(args['ts']);
    if (parts.world.deleted.has(thread)) throw new Refusal('thread_not_found');
    return read(parts, args, (one) => one.thread_ts === thread || one.ts === thread);
  },
  'pins.add': (parts, args) => {
    need(parts, 'pins:write');
    const found = channel(parts.world, args);
    if (!found.members.has(BOT_USER)) throw new Refusal('not_in_channel');
    const stored = parts.world.find(found.id, word(args['timestamp']));
    if (stored === undefined) throw new Refusal('message_not_found');
    if (stored.pinned === true) throw new Refusal('already_pinned');
    stored.pinned = true;
    return {};
  },
  'pins.remove': (parts, args) => {
    need(parts, 'pins:write');
    const stored = parts.world.find(channel(parts.world, args).id, word(args['timestamp']));
    if (stored === undefined) throw new Refusal('message_not_found');
    if (stored.pinned !== true) throw new Refusal('no_pin');
    stored.pinned = false;
    return {};
  },
  'files.getUploadURLExternal': (parts, args) => {
    need(parts, 'files:write');
    if (word(args['filename']) === '' || !(Number(args['length']) > 0)) throw new Refusal('invalid_arguments');
    const { path, id } = parts.files.open(Number(args['length']));
    return { upload_url: `${parts.origin()}${path}`, file_id: id };
  },
  'files.completeUploadExternal': (parts, args) => {
    need(parts, 'files:write');
    const files = JSON.parse(word(args['files'])) as { id: string; title?: string }[];
    if (!files.every(({ id }) => parts.files.complete(id))) throw new Refusal('file_not_found');
    return { files };
  },
  'views.open': (parts, args) => parts.views.open(args, parts.refused),
  'users.info': (parts, args) => {
    need(parts, 'users:read');
    const found = parts.world.users.get(word(args['user']));
    if (found === undefined) throw new Refusal('user_not_found');
    const locale = String(args['include_locale']) === 'true' ? { locale: found.locale } : {};
    const { id, name, admin = false } = found;
    return {
      user: { id, name, real_name: name, team_id: parts.team ?? TEAM, is_admin: admin, is_owner: false, profile: { display_name: name }, ...locale },
    };
  },
};
