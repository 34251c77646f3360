import type { z } from 'zod';
import { type Text, text } from './doctor/finding.js';
import { REMEDIES_ZH } from './remedies.js';
import { isRedis } from './store/redis/address.js';
import { VARIABLES } from './variables.js';

type Name = keyof typeof VARIABLES;
export type Config = { readonly [N in Name]: z.output<(typeof VARIABLES)[N]['schema']> | (undefined extends (typeof VARIABLES)[N]['fallback'] ? undefined : never) };

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

interface Wrong {
  readonly name: Name;
  readonly why: Text;
}

/** @throws ConfigError */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: Wrong[] = [];
  const wrong = (name: Name, en: string, zh: string) => void problems.push({ name, why: text(en, zh) });
  const lacks = (name: Name, beside: string) => wrong(name, `needs ${beside} beside it`, `还需要设置 ${beside}`);
  const config: Record<string, unknown> = {};
  for (const [name, { schema, fallback, remedy }] of Object.entries(VARIABLES)) {
    const raw = env[name]?.trim() || fallback;
    if (raw === undefined) continue;
    const read = schema.safeParse(raw);
    if (read.success) config[name] = read.data;
    else wrong(name as Name, `not valid; ${remedy}`, REMEDIES_ZH[name as Name] ?? remedy);
  }
  // by what is set, not by what is valid: the second problem is named beside the first, and no other one is made up
  const set = (name: Name) => Boolean(env[name]?.trim());
  if (set('SLACK_BOT_TOKEN') && !set('SLACK_APP_TOKEN') && !set('SLACK_SIGNING_SECRET')) {
    wrong('SLACK_BOT_TOKEN', 'needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (signed HTTP) beside it', '还需要设置 SLACK_APP_TOKEN（Socket Mode）或 SLACK_SIGNING_SECRET（签名 HTTP）');
  }
  for (const name of ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const) {
    if (set(name) && !set('SLACK_BOT_TOKEN')) lacks(name, 'SLACK_BOT_TOKEN');
  }
  if (set('MODEL_URL') && !set('MODEL_NAME')) lacks('MODEL_URL', 'MODEL_NAME');
  for (const name of ['MODEL_NAME', 'MODEL_KEY'] as const) {
    if (set(name) && !set('MODEL_URL')) lacks(name, 'MODEL_URL');
  }
  if (set('OPS_HOST') && !set('OPS_PORT')) lacks('OPS_HOST', 'OPS_PORT');
  // a wrong one of the two is named already
  const { STORE_URL: store, PROCESSES: processes = 1 } = config as Partial<Config>;
  if (processes > 1 && store !== undefined && !isRedis(store)) {
    wrong('PROCESSES', 'a file belongs to one process; several need STORE_URL=redis://… beside it', '一个文件只能由一个进程使用；多个进程还需要设置 STORE_URL=redis://…');
  }
  const { OPS_PORT: ops = 0 } = config as Partial<Config>;
  const taken = ops !== 0 && portsOf(config as Partial<Config>).find(([, port]) => port === ops);
  if (taken) wrong('OPS_PORT', `${taken[0]} is the same port; give each its own`, `与 ${taken[0]} 端口相同，请分别设置`);
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
}

/** Ports that the bot listens on beside that of operators. */
const portsOf = ({ PAGE, PAGE_PORT, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_PORT }: Partial<Config>): (readonly [Name, number | undefined])[] => [
  ...(PAGE === 'off' ? [] : [['PAGE_PORT', PAGE_PORT] as const]),
  ...(SLACK_BOT_TOKEN !== undefined && SLACK_APP_TOKEN === undefined ? [['SLACK_PORT', SLACK_PORT] as const] : []),
];
