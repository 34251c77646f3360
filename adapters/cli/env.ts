import { existsSync } from 'node:fs';
import { ConfigError, readConfig, type Config } from '../../src/io/config.js';
import { fromRoot } from '../../src/io/paths.js';

/** What `.env` sets, into the environment; what is set there already wins. */
export function loadEnv(): void {
  const file = fromRoot('.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The configuration from `.env` and the environment (which wins). Says all that is wrong and ends the program. */
export function configOrExit(): Config {
  loadEnv();
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\nEvery variable is explained in .env.example.\n`);
    process.exit(1);
  }
}
