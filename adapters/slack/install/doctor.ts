import type { WebClient } from '@slack/web-api';
import { type Finding, ok, problem, text, warning } from '../../../src/io/doctor/finding.js';
import { delivery } from '../errors.js';
import { missingScopes } from '../preflight.js';
import { createRedact } from '../secrets.js';
import type { Opened } from './opened.js';

/** Workspaces that are asked about at a time: one that hangs does not hold up all. */
const TOGETHER = 8;

/** Asks Slack about the token of each workspace, in their order. Changes nothing, and never throws. */
export async function examineWorkspaces(opened: readonly Opened[], client: (token: string) => Pick<WebClient, 'auth'>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let at = 0; at < opened.length; at += TOGETHER) {
    findings.push(...(await Promise.all(opened.slice(at, at + TOGETHER).map((one) => workspace(one, client(one.token))))));
  }
  return findings;
}

async function workspace({ id, name, token }: Opened, client: Pick<WebClient, 'auth'>): Promise<Finding> {
  const about = (known: string | undefined): string => (known ? `Slack ${known} (${id})` : `Slack ${id}`);
  try {
    const self = await client.auth.test();
    const home = about(self.team ?? name);
    const missing = missingScopes(self.response_metadata?.scopes);
    if (missing.length === 0) return ok(home, text('its token is valid, with all scopes', 'token 有效，权限范围齐全'));
    return warning(
      home,
      text(`its token is valid, but lacks: ${missing.join(', ')}`, `token 有效，但缺少权限范围：${missing.join('、')}`),
      text('let an admin of that workspace install the app again at /slack/install', '请让该工作区的管理员在 /slack/install 重新安装应用'),
    );
  } catch (error) {
    const { kind, message } = delivery(error, createRedact([token]));
    if (kind === 'forbidden') {
      return warning(
        about(name),
        text(`its token was revoked: ${message}`, `token 已失效：${message}`),
        text('if it shall be served, let an admin there install the app again at /slack/install', '若仍要为其服务，请让该工作区的管理员在 /slack/install 重新安装应用'),
      );
    }
    return problem(
      about(name),
      text(`Slack could not be asked: ${message}`, `无法向 Slack 查询：${message}`),
      text('check the network of this machine, its proxy and SLACK_API_URL', '请检查本机网络、代理和 SLACK_API_URL'),
    );
  }
}
