import { before, type Found, type Sign } from './sign.js';

/** Ends of names of machines, units and files; no mail goes there. */
const NO_MAIL =
  /^(?:local|internal|svc|lan|localdomain|localhost|cluster|invalid|service|socket|timer|target|mount|slice|yaml|yml|json|png|jpe?g|gif|svg|js|ts|go|py|sh|md|html?|css|conf|cfg|log|txt|class|java|tar|gz|zip|so)$/i;
/** Who logs in, and writes no letters. */
const ACCOUNT = /^(?:root|git|ubuntu|ec2-user|core|centos|vagrant|debian|fedora|kubernetes-admin)@/i;
const LOGIN = /(?:ssh|scp|sftp|rsync|ssh-copy-id)\s[ -~]{0,60}$/i;

function isMail(found: Found): boolean {
  if (NO_MAIL.test(found.what.slice(found.what.lastIndexOf('.') + 1)) || ACCOUNT.test(found.what)) return false;
  const path = /^:[\w~./]/.test(found.text.slice(found.end, found.end + 2));
  return !path && !LOGIN.test(before(found, 70)) && !/:\/\/[^\s/]{0,60}$/.test(before(found, 70));
}

const PROVIDER = '(?:gmail|qq|vip\\.qq|163|126|foxmail|outlook|hotmail|live|sina|yeah|139|189|sohu|aliyun|icloud|yahoo|protonmail)';
const AT = '(?:[(\\[<{【]\\s?at\\s?[)\\]>}】]|#|\\sat\\s|艾特)';
const DOT = '(?:\\.|点|\\sdot\\s|[(\\[]dot[)\\]])';

export const MAIL: readonly Sign[] = [
  { pattern: /(?<![\w.+%-])[\w.+%-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18}(?![\w-]|\.[a-z0-9])/gi, holds: isMail },
  // written so that no machine reads it: only with a provider that everybody knows
  { pattern: new RegExp(`(?<![\\w.+-])[\\w.+-]{2,64}\\s?${AT}\\s?${PROVIDER}\\s?${DOT}\\s?(?:com|cn|net|me)(?![\\w-])`, 'gi') },
];
