import { ApplicationCommandType } from 'discord.js';
import type { Registered } from './registration.js';

/** Commands by what a deployment would do to them, as members know them: `/lesson`, `Save to lesson… (menu of a message)`. */
export interface Drift {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly same: readonly string[];
}

/** Compares what Discord has, as it lists it with its localizations, to what we want. Pure. */
export function drift(registered: readonly unknown[], wanted: readonly Registered[]): Drift {
  const has = new Map(registered.map((command) => [known(command as Registered), canonical(command)]));
  const wants = new Map(wanted.map((command) => [known(command), canonical(command)]));
  const names = [...wants.keys()];
  return {
    added: names.filter((name) => !has.has(name)),
    changed: names.filter((name) => has.has(name) && has.get(name) !== wants.get(name)),
    removed: [...has.keys()].filter((name) => !wants.has(name)),
    same: names.filter((name) => has.get(name) === wants.get(name)),
  };
}

/** On Discord a name is unique among the commands of its type. */
function known({ type, name }: { readonly type?: ApplicationCommandType | undefined; readonly name: string }): string {
  if (type === ApplicationCommandType.User) return `${name} (menu of a member)`;
  return type === ApplicationCommandType.Message ? `${name} (menu of a message)` : `/${name}`;
}

/** The fields that we set; Discord adds others (id, version, application) and fills in defaults. */
const FIELDS = [
  'type',
  'name',
  'description',
  'description_localizations',
  'name_localizations',
  'required',
  'autocomplete',
  'value',
  'min_value',
  'max_value',
  'max_length',
  'contexts',
  'integration_types',
  'channel_types',
  'choices',
  'options',
];

/** One text for all ways to write the same command: sorted keys, no defaults, no empty values. */
function canonical(command: unknown): string {
  return JSON.stringify({ type: ApplicationCommandType.ChatInput, ...(tidy(command) as object) }, undefined, 0);
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  const here = value as Record<string, unknown>;
  return Object.fromEntries(
    FIELDS.filter((field) => isSet(here[field])).map((field) => [
      field,
      field.endsWith('_localizations') ? sorted(here[field] as object) : tidy(here[field]),
    ]),
  );
}

/** An entry of a menu is listed with an empty description. */
const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0);

const sorted = (map: object): object => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
