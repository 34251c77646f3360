/**
 * Slack's message markup read back as the words that people see: `<@U1>`, `<#C1|study>`, `<!here>`, `<https://…|x>`,
 * and its three entities. Any other `<…>` was typed so. Source: Slack docs "Formatting message text".
 */
const MARKUP = /<(?:([@#!])(\w[^<>|]*)|([a-z][a-z0-9+.-]*:[^<>|\s]*))(?:\|([^<>]*))?>|&(?:amp|lt|gt);/gi;

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Entities decoded once: what reads `&lt;` after that was typed so. */
export const unescapeText = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);

/** Who is mentioned in a message, by Slack's ids, each once. */
export const mentionedIn = (wire: string): string[] => [...new Set([...wire.matchAll(/<@(\w+)(?:\|[^<>]*)?>/g)].map(([, user = '']) => user))];

/** How what is mentioned is written: undefined for what has no better words than the message's own. */
export interface Wording {
  user?(id: string): string | undefined;
  channel?(id: string): string | undefined;
  link?(url: string): string | undefined;
}

/** The words of a message: mentions by name where one is known, links as they are shown, line breaks and spaces as typed. */
export function wordsIn(wire: string, wording: Wording = {}): string {
  return wire.replace(MARKUP, (whole, sign: string | undefined, target: string, url: string | undefined, label: string | undefined) => {
    if (sign === undefined && url === undefined) return ENTITIES[whole] ?? whole;
    const shown = label === undefined ? undefined : unescapeText(label);
    if (sign === '@') return named('@', wording.user?.(target) ?? shown ?? target);
    if (sign === '#') return wording.channel?.(target) ?? named('#', shown ?? target);
    if (sign === '!') return shown ?? named('@', target.split('^')[0] ?? '');
    const address = unescapeText(url ?? '');
    return wording.link?.(address) ?? shown ?? address;
  });
}

/** The line in a message: its words, without the bot's own mention wherever that stands. */
export function lineIn(wire: string, botUser: string | undefined, wording: Wording = {}): string {
  const own = botUser === undefined ? [wire] : wire.split(new RegExp(`<@${botUser}(?:\\|[^<>]*)?>`));
  return own.map((part) => wordsIn(part, wording)).reduce(joined).trim();
}

/** Two parts with a mention taken out between them: blanks on one side of it go, and words are kept apart. */
function joined(left: string, right: string): string {
  const rest = right.replace(/^[ \t]+/, '');
  return `${left}${/\S$/u.test(left) && /^\S/u.test(rest) ? ' ' : ''}${rest}`;
}

const named = (sign: string, name: string): string => (name.startsWith(sign) ? name : `${sign}${name}`);

/** `&`, `<` and `>` escaped, and nothing else: so no text of a user can be read as a mention or a link. */
export const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
