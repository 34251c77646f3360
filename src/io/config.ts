import { type Text, text } from './doctor/finding.js';
import { misfits } from './misfits.js';
import { REMEDIES_ZH } from './remedies.js';
import { VARIABLES } from './variables.js';

export type Name = keyof typeof VARIABLES;
export type Config = { readonly [N in Name]: NonNullable<ReturnType<(typeof VARIABLES)[N]['read']>> | (undefined extends (typeof VARIABLES)[N]['fallback'] ? undefined : never) };

/** All problems of the environment at once, each with its remedy. No value is repeated: it may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** In English, each with its variable. */
  readonly problems: readonly string[];
  constructor(readonly found: readonly Wrong[]) {
    const problems = found.map(({ name, why }) => `${name}: ${why.en}`);
    super(`${problems.length} problem(s) in the configuration:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
    this.problems = problems;
  }
}

/** A variable that is not right, and what to do. */
export interface Wrong {
  readonly name: Name;
  readonly why: Text;
}

/** @throws ConfigError */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: Wrong[] = [];
  const config: Record<string, unknown> = {};
  for (const [name, { read, fallback, remedy }] of Object.entries(VARIABLES)) {
    const raw = env[name]?.trim() || fallback;
    if (raw === undefined) continue;
    const value = read(raw);
    if (value !== undefined) config[name] = value;
    else problems.push({ name: name as Name, why: text(`not valid; ${remedy}`, REMEDIES_ZH[name as Name] ?? remedy) });
  }
  problems.push(...misfits((name) => Boolean(env[name]?.trim()), config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
}
