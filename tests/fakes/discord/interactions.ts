import type { Shown } from './messages.js';
import { wire } from './messages.js';
import { APPLICATION, CHANNEL, DM, GUILD, snowflake } from './world.js';

export interface Who {
  readonly user?: string;
  readonly display?: string;
  readonly nick?: string | null;
  readonly locale?: string;
  /** Decimal permission bits of the member. */
  readonly permissions?: string;
  /** In a conversation with the bot alone. */
  readonly dm?: boolean;
  readonly channel?: string;
  /** Fields put over the payload; `undefined` takes one away. */
  readonly raw?: Record<string, unknown>;
}
export interface CommandCall extends Who {
  readonly name: string;
  readonly action?: string;
  /** A channel is picked from a list. */
  readonly options?: Readonly<Record<string, string | number | { readonly channel: string }>>;
  /** Name of the option that is being typed: makes it an autocomplete. */
  readonly focused?: string;
}
export type Payload = Record<string, unknown> & { id: string; token: string; type: number; channel_id: string };

const [COMMAND, COMPONENT, AUTOCOMPLETE] = [2, 3, 4];
const [SUBCOMMAND, STRING, INTEGER, CHANNEL_OPTION] = [1, 3, 4, 7];

/** A slash command, or its completion, as the gateway sends it. */
export function commandPayload(call: CommandCall): Payload {
  const options = Object.entries(call.options ?? {}).map(([name, value]) => ({
    name,
    ...(typeof value === 'object' ? { value: value.channel, type: CHANNEL_OPTION } : { value, type: typeof value === 'number' ? INTEGER : STRING }),
    ...(call.focused === name ? { focused: true } : {}),
  }));
  const nested = call.action ? [{ type: SUBCOMMAND, name: call.action, options }] : options;
  const data = { id: snowflake(), type: 1, name: call.name, ...(nested.length > 0 ? { options: nested } : {}) };
  return base(call, call.focused ? AUTOCOMPLETE : COMMAND, { data });
}

export const buttonPayload = (message: Shown, custom_id: string, who: Who): Payload =>
  base({ channel: message.channel_id, ...who }, COMPONENT, { message: wire(message), data: { component_type: 2, custom_id, id: 1 } });

export const selectPayload = (message: Shown, custom_id: string, value: string, who: Who): Payload =>
  base({ channel: message.channel_id, ...who }, COMPONENT, {
    message: wire(message),
    data: { component_type: 3, custom_id, values: [value], id: 1 },
  });

/** What every interaction carries. */
export function base(who: Who, type: number, more: Record<string, unknown>): Payload {
  const user = {
    id: who.user ?? '800000000000000001',
    username: 'reader',
    global_name: who.display ?? 'Reader One',
    discriminator: '0',
    avatar: null,
  };
  const channel = who.channel ?? (who.dm ? DM : CHANNEL);
  const where = who.dm
    ? { user, context: 1, channel: { id: channel, type: 1 }, authorizing_integration_owners: { 0: '0' } }
    : {
        guild_id: GUILD,
        guild_locale: 'zh-CN',
        context: 0,
        channel: { id: channel, type: 0, guild_id: GUILD },
        authorizing_integration_owners: { 0: GUILD },
        member: {
          user,
          nick: who.nick ?? null,
          permissions: who.permissions ?? '0',
          roles: [],
          joined_at: new Date(0).toISOString(),
          deaf: false,
          mute: false,
          flags: 0,
        },
      };
  return {
    id: snowflake(),
    application_id: APPLICATION,
    token: `secret-${snowflake()}`,
    version: 1,
    type,
    channel_id: channel,
    locale: who.locale ?? 'en-US',
    app_permissions: '0',
    entitlements: [],
    attachment_size_limit: 10_485_760,
    ...where,
    ...more,
    ...who.raw,
  };
}
