import { type Config, ConfigError, readConfig } from '../config.js';
import { VARIABLES } from '../variables.js';
import { type Finding, ok, problem, text } from './finding.js';

/** The environment, with all that is wrong in it. `config` is undefined then. */
export function configuration(env: Readonly<Record<string, string | undefined>>): { config: Config | undefined; findings: Finding[] } {
  try {
    const config = readConfig(env);
    const set = Object.keys(VARIABLES).filter((name) => env[name]?.trim());
    const shown = set.length === 0 ? text('nothing is set: the local page', '没有设置任何变量：使用本地页面') : text(`right: ${set.join(', ')}`, `均正确：${set.join('、')}`);
    return { config, findings: [ok('environment', shown)] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { config: undefined, findings: error.found.map(({ name, why }) => problem(name, NOT_RIGHT, why)) };
  }
}

const NOT_RIGHT = text('is not right', '设置有误');
