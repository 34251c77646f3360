import { type Finding, ok, problem, text, warning } from '../../../src/io/doctor/finding.js';
import { createBox, type SealKey } from '../../../src/io/sealed.js';
import type { Installed, SealedInstallation } from './installed.js';
import { doNotOpen } from './shut.js';

/** An installation whose token is at hand. */
export interface Opened extends Installed {
  /** Id of the workspace or the organization. */
  readonly id: string;
}

const ABOUT = 'TOKEN_KEY';

/** Whether the keys open what they or older ones sealed, and what was opened. Says no token. */
export function openAll(kept: readonly SealedInstallation[], keys: readonly SealKey[]): { findings: Finding[]; opened: Opened[] } {
  const box = createBox(keys);
  const opened: Opened[] = [];
  const shut = new Map<string, number>();
  const lost: string[] = [];
  for (const { id, sealed } of kept) {
    const one = box.open(sealed, id);
    if (one === 'lost') lost.push(id);
    else if (one === 'unreadable') shut.set(sealed.key, (shut.get(sealed.key) ?? 0) + 1);
    else opened.push({ ...(JSON.parse(one.text) as Installed), id });
  }
  const older = kept.filter(({ id, sealed }) => !box.isFresh(sealed) && opened.some((one) => one.id === id)).length;
  return { opened, findings: [...told(kept.length, opened.length, older), ...[...shut].map(closed), ...givenUp(lost)] };
}

function told(count: number, opened: number, older: number): Finding[] {
  if (count === 0) return [ok(ABOUT, text('its form is right; no workspace has installed the Slack app yet', '格式正确；还没有工作区安装 Slack 应用'))];
  if (opened === 0) return [];
  const [en, zh] = older === 0 ? ['', ''] : [`; ${older} of them with an older key, which is needed until the bot starts again`, `；其中 ${older} 个用的是旧密钥，bot 下次启动前须保留`];
  return [ok(ABOUT, text(`opens ${opened} of ${count} installation(s) of the Slack app${en}`, `可解开 ${count} 个 Slack 安装中的 ${opened} 个${zh}`))];
}

function closed([key, many]: [string, number]): Finding {
  const { what, todo } = doNotOpen(key, many);
  return problem(ABOUT, what, todo);
}

function givenUp(ids: readonly string[]): Finding[] {
  if (ids.length === 0) return [];
  return [
    warning(
      ABOUT,
      text(`${ids.length} installation(s) were sealed with a key that was given up: ${ids.join(', ')}`, `${ids.length} 个安装由已放弃的密钥加密：${ids.join('、')}`),
      text('let an admin of each workspace open /slack/install', '请让各工作区的管理员打开 /slack/install 重新安装'),
    ),
  ];
}
