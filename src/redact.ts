/**
 * Secrets by their shapes. `/interactions/<id>/<token>` and `/webhooks/<id>/<token>` carry one in the path; tokens of
 * Slack and Discord, keys of language models, Slack's response addresses and the ticket of a socket are secrets whole; so is who a Redis is asked as.
 */
const SECRETS: readonly [RegExp, string][] = [
  [/((?:interactions|webhooks)\/\d+\/)[^/?\s"'&]+/g, '$1***'],
  [/\bx(?:ox[a-z]|app|oxe\.xox[a-z])-[\w.-]+/g, '***'],
  [/(\/(?:commands|actions|services|workflows|triggers|app)\/[A-Z0-9]+\/)[\w/-]+/g, '$1***'],
  [/([?&](?:ticket|token)=)[^&\s"']+/g, '$1***'],
  [/(\bBearer\s+)[\w.~+/=-]{8,}/gi, '$1***'],
  [/(\brediss?:\/\/)[^@/\s"']*@/gi, '$1***@'],
  [/\bsk-[\w-]{20,}/g, '***'],
  // what is no JSON is quoted by the parser's error: it may be what somebody wrote
  [/"[^]{0,80}?"(?:\.{3})? is not valid JSON/g, '"***" is not valid JSON'],
  // never longer before its first point: unbounded, each letter of a long text would be a beginning with all of the rest behind it
  [/\b[MNO][\w-]{23,47}\.[\w-]{6}\.[\w-]{27,}/g, '***'],
];

/** Text that may be logged or thrown: every secret of a known shape is cut out. */
export const redact = (text: string): string => SECRETS.reduce((now, [shape, mask]) => now.replace(shape, mask), text);
