import { type Text, text } from '../../../src/io/doctor/finding.js';

/** What operators read of installations that no key opens. `key`: the name of the one that sealed them. */
export function doNotOpen(key: string, many: number): { readonly what: Text; readonly todo: Text } {
  return {
    what: text(
      `${many} installation(s) of the Slack app do not open: the key «${key}» is not there, or is another one`,
      `${many} 个 Slack 安装无法解开：缺少密钥“${key}”，或密钥不一致`,
    ),
    todo: text(
      `Set it again, behind the new one. If it is lost, write ${key}:lost; those workspaces then have to install the app again at /slack/install`,
      `请把它补在新密钥之后；若已遗失，写成 ${key}:lost，相应工作区须在 /slack/install 重新安装应用`,
    ),
  };
}
