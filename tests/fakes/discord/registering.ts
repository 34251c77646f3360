import { fault, ok, type Answer } from './http.js';
import type { Messages } from './messages.js';
import { schemaProblems } from './schema.js';
import { APPLICATION, snowflake, type World } from './world.js';

interface Command {
  readonly type?: number;
  readonly name: string;
  readonly description?: string;
  readonly options?: readonly unknown[];
}

/** Slash commands are named in lower case; the entries of menus as people write. */
const SLASH_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** What Discord refuses in a command (developer docs, "Application Command Structure") and its specification does not say. */
function commandProblems({ type = 1, name, description = '', options = [] }: Command): string[] {
  if (type === 1)
    return [
      ...(SLASH_NAME.test(name) && name === name.toLowerCase() ? [] : [`the name ${name} of a slash command`]),
      ...(description === '' ? [`/${name} without a description`] : []),
    ];
  return [
    ...(name.trim() === '' ? ['a blank name'] : []),
    ...(description === '' ? [] : [`${name}: context menu commands cannot have a description`]),
    ...(options.length === 0 ? [] : [`${name}: context menu commands cannot have options`]),
  ];
}

/** The bulk overwrite of all commands. */
export function putCommands(world: World, messages: Messages, commands: unknown): Answer {
  const list = commands as Command[];
  const names = list.map(({ type = 1, name }) => `${type} ${name}`);
  const found = list.flatMap((one) => [...schemaProblems('ApplicationCommandUpdateRequest', one), ...commandProblems(one)]);
  if (new Set(names).size !== names.length) found.push('Application command names must be unique');
  if (found.length > 0) {
    messages.refused.push(...found);
    return fault(400, 50035, `Invalid Form Body: ${found.join('; ')}`);
  }
  world.commands = list.map((one) => ({
    // the entries of menus are listed with an empty one
    description: '',
    ...one,
    id: snowflake(),
    application_id: APPLICATION,
    version: '1',
    default_member_permissions: null,
    nsfw: false,
  }));
  return ok(world.commands);
}
