/**
 * Slack's message markup read back as the words that a person typed: `<@U1>`, `<#C1|study>`, `<!here>`, `<https://…|x>`.
 * Any other `<…>` was typed so. Source: Slack docs "Formatting message text".
 */
const REFERENCE = /<(?:([@#!])(\w[^<>|]*)|([a-z][a-z0-9+.-]*:[^<>|\s]*))(?:\|([^<>]*))?>/gi;

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Entities decoded once: what reads `&lt;` after that was typed so. */
export const unescapeText = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);

/**
 * The line in a message: the bot's own mention is taken out wherever it stands, other mentions and links become
 * their visible words, entities are decoded.
 */
export function lineIn(text: string, botUser: string | undefined): string {
  const words = text.replace(REFERENCE, (_whole, sign: string | undefined, target: string, url: string, label: string | undefined) => {
    if (sign === '@') return target === botUser ? ' ' : named('@', label ?? target);
    if (sign === '#') return named('#', label ?? target);
    if (sign === '!') return label ?? named('@', target.split('^')[0] ?? '');
    return label ?? url;
  });
  return unescapeText(words).replace(/\s+/gu, ' ').trim();
}

const named = (sign: string, name: string): string => (name.startsWith(sign) ? name : `${sign}${name}`);

/** `&`, `<` and `>` escaped, and nothing else: so no text of a user can be read as a mention or a link. */
export const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
