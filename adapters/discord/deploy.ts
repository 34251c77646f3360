import { REST, Routes } from 'discord.js';
import type { DeclaredCommand } from '../../src/commands/declared.js';
import { safeError } from './errors.js';
import { drift, type Drift } from './drift.js';
import { registration } from './registration.js';

export interface Deployment {
  readonly token: string;
  /** Base address of the REST API; Discord's own without it. */
  readonly api?: string | undefined;
  /** Only in this server, at once; without it everywhere the bot is. */
  readonly guild?: string | undefined;
  /** Prints what would change, and changes nothing. */
  readonly dryRun: boolean;
  readonly commands: readonly DeclaredCommand[];
  readonly print: (line: string) => void;
}

/** Brings Discord's list of commands to ours by one bulk overwrite, or shows what that would do. Writes nothing where all is the same. */
export async function deployCommands({ token, api, guild, dryRun, commands, print }: Deployment): Promise<Drift> {
  const rest = new REST({ version: '10', ...(api === undefined ? {} : { api }) }).setToken(token);
  try {
    const application = ((await rest.get(Routes.currentApplication())) as { id: string }).id;
    const route = commandsRoute(application, guild);
    const wanted = registration(commands);
    const found = drift(await registered(rest, route), wanted);
    for (const [mark, names] of [
      ['+ add', found.added],
      ['~ change', found.changed],
      ['- remove', found.removed],
      ['= keep', found.same],
    ] as const)
      for (const name of names) print(`${mark} ${name}`);
    const changes = found.added.length + found.changed.length + found.removed.length;
    if (changes > 0 && !dryRun) await rest.put(route, { body: wanted });
    print(
      changes === 0
        ? 'All commands are as declared.'
        : dryRun
          ? `${changes} to change; nothing was changed (dry run).`
          : `${changes} changed.`,
    );
    return found;
  } catch (error) {
    throw safeError(error);
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

export const commandsRoute = (application: string, guild?: string) =>
  guild === undefined ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, guild);

/** The commands that Discord has, with all their languages. */
export const registered = async (rest: REST, route: ReturnType<typeof commandsRoute>): Promise<unknown[]> =>
  (await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) })) as unknown[];
