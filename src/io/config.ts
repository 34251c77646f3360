import type { z } from 'zod';
import { misfits } from './misfits.js';
import { VARIABLES } from './variables.js';

export type Name = keyof typeof VARIABLES;
export type Config = { readonly [N in Name]: z.output<(typeof VARIABLES)[N]['schema']> | (undefined extends (typeof VARIABLES)[N]['fallback'] ? undefined : never) };

/** All problems of the environment at once, each with its remedy. No value is repeated: it may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(`${problems.length} problem(s) in the configuration:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
  }
}

/** @throws ConfigError */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [name, { schema, fallback, remedy }] of Object.entries(VARIABLES)) {
    const raw = env[name]?.trim() || fallback;
    if (raw === undefined) continue;
    const read = schema.safeParse(raw);
    if (read.success) config[name] = read.data;
    else problems.push(`${name}: not valid; ${remedy}`);
  }
  problems.push(...misfits((name) => Boolean(env[name]?.trim()), config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
}
