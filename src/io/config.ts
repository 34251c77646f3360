import type { z } from 'zod';
import { isRedis } from './store/redis/address.js';
import { VARIABLES } from './variables.js';

type Name = keyof typeof VARIABLES;
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
  // by what is set, not by what is valid: the second problem is named beside the first, and no other one is made up
  const set = (name: Name) => Boolean(env[name]?.trim());
  if (set('SLACK_BOT_TOKEN') && !set('SLACK_APP_TOKEN') && !set('SLACK_SIGNING_SECRET')) {
    problems.push('SLACK_BOT_TOKEN: needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (signed HTTP) beside it');
  }
  for (const name of ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const) {
    if (set(name) && !set('SLACK_BOT_TOKEN')) problems.push(`${name}: needs SLACK_BOT_TOKEN beside it`);
  }
  if (set('MODEL_URL') && !set('MODEL_NAME')) problems.push('MODEL_URL: needs MODEL_NAME beside it');
  for (const name of ['MODEL_NAME', 'MODEL_KEY'] as const) {
    if (set(name) && !set('MODEL_URL')) problems.push(`${name}: needs MODEL_URL beside it`);
  }
  if (set('OPS_HOST') && !set('OPS_PORT')) problems.push('OPS_HOST: needs OPS_PORT beside it');
  // a wrong one of the two is named already
  const { STORE_URL: store, PROCESSES: processes = 1 } = config as Partial<Config>;
  if (processes > 1 && store !== undefined && !isRedis(store)) {
    problems.push('PROCESSES: a file belongs to one process; several need STORE_URL=redis://… beside it');
  }
  const { OPS_PORT: ops = 0 } = config as Partial<Config>;
  const taken = ops !== 0 && portsOf(config as Partial<Config>).find(([, port]) => port === ops);
  if (taken) problems.push(`OPS_PORT: ${taken[0]} is the same port; give each its own`);
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
}

/** Ports that the bot listens on beside that of operators. */
const portsOf = ({ PAGE, PAGE_PORT, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_PORT }: Partial<Config>): (readonly [Name, number | undefined])[] => [
  ...(PAGE === 'off' ? [] : [['PAGE_PORT', PAGE_PORT] as const]),
  ...(SLACK_BOT_TOKEN !== undefined && SLACK_APP_TOKEN === undefined ? [['SLACK_PORT', SLACK_PORT] as const] : []),
];
