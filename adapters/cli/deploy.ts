import { declare } from '../../src/commands/declare.js';
import { COMMANDS } from '../../src/commands/index.js';
import { deployCommands } from '../discord/deploy.js';
import { configOrExit } from './env.js';

const dryRun = process.argv.includes('--dry-run');
const { DISCORD_TOKEN: token, DISCORD_API_URL: api, DISCORD_GUILD_ID: guild } = configOrExit();
if (token === undefined) {
  process.stderr.write('DISCORD_TOKEN is not set: put the bot token into .env or the environment.\n');
  process.exitCode = 1;
} else {
  try {
    await deployCommands({ token, api, guild, dryRun, commands: declare(COMMANDS), print: (line) => process.stdout.write(`${line}\n`) });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
