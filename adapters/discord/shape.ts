import type { WireInteraction } from './wire.js';

/** What a field may hold. */
type Shape = 'string' | 'number' | 'boolean' | 'value' | { readonly list: Shape } | { readonly byId: Shape } | { readonly fields: readonly (readonly [string, Shape])[] };

const of = (fields: Readonly<Record<string, Shape>>): Shape => ({ fields: Object.entries(fields) });
const USER = of({ id: 'string', username: 'string', global_name: 'string' });
const MESSAGE = of({ id: 'string', channel_id: 'string', flags: 'number', author: USER, content: 'string', timestamp: 'string' });
const option = (more: Readonly<Record<string, Shape>> = {}): Shape => of({ name: 'string', type: 'number', value: 'value', focused: 'boolean', ...more });
const DATA = of({
  type: 'number',
  name: 'string',
  options: { list: option({ options: { list: option() } }) },
  target_id: 'string',
  resolved: of({ messages: { byId: MESSAGE } }),
  custom_id: 'string',
  component_type: 'number',
  values: { list: 'string' },
  components: { list: of({ component: of({ custom_id: 'string', value: 'string' }) }) },
});
const INTERACTION = of({
  id: 'string',
  application_id: 'string',
  token: 'string',
  type: 'number',
  guild_id: 'string',
  channel_id: 'string',
  channel: of({ id: 'string' }),
  context: 'number',
  locale: 'string',
  guild_locale: 'string',
  user: USER,
  member: of({ user: USER, nick: 'string', permissions: 'string' }),
  message: MESSAGE,
  data: DATA,
});

/** The fields of an interaction that hold what they should; every other one counts as missing. Never throws. */
export const shaped = (raw: unknown): WireInteraction | undefined => fitted(raw, INTERACTION) as WireInteraction | undefined;

function fitted(value: unknown, shape: Shape): unknown {
  if (shape === 'value') return typeof value === 'object' ? undefined : value;
  // oxlint-disable-next-line valid-typeof -- the names of types are the shapes
  if (typeof shape === 'string') return typeof value === shape ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('list' in shape) return Array.isArray(value) ? value.map((one) => fitted(one, shape.list)) : undefined;
  if ('byId' in shape) return Object.fromEntries(Object.entries(value).map(([id, one]) => [id, fitted(one, shape.byId)]));
  const given = value as Readonly<Record<string, unknown>>;
  const found: Record<string, unknown> = {};
  for (const [name, inner] of shape.fields) if (Object.hasOwn(given, name)) found[name] = fitted(given[name], inner);
  return found;
}
