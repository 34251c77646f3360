import { isFields, type Fields } from './shape.js';

/** What a person reads in blocks, and what a press would send: the fake's eyes. */
const parts = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const words = (value: unknown): string => (isFields(value) ? String(value['text'] ?? value['url'] ?? '') : '');
const run = (value: unknown): string => parts(value).map(words).join('');

function blockWords(block: Fields): string {
  switch (block['type']) {
    case 'header':
      return words(block['text']);
    case 'context':
      return run(block['elements']);
    case 'image':
      return String(block['alt_text']);
    case 'rich_text':
      return parts(block['elements']).map(richWords).join('\n');
    case 'actions':
      return parts(block['elements'])
        .map((one) =>
          one['type'] === 'button'
            ? words(one['text'])
            : [words(one['placeholder']), ...parts(one['options']).flatMap((o) => [words(o['text']), words(o['description'])])].join(' '),
        )
        .join(' ');
    default:
      return '';
  }
}

const richWords = (part: Fields): string =>
  part['type'] === 'rich_text_list'
    ? parts(part['elements'])
        .map((item, i) => `${part['style'] === 'ordered' ? `${Number(part['offset'] ?? 0) + i + 1}.` : '•'} ${run(item['elements'])}`)
        .join('\n')
    : run(part['elements']);

/** The words of a message, without the top-level text that stands for it elsewhere. */
export const wordsOf = (message: { blocks: unknown }): string => parts(message.blocks).map(blockWords).filter(Boolean).join('\n');

export interface Action {
  readonly line: string;
  readonly label: string;
  /** As a press reports it. */
  readonly action: Fields;
}

/** Every action of a message: buttons, and each option of a menu. */
export function actionsOf(message: { blocks: unknown }): Action[] {
  const elements = parts(message.blocks)
    .filter((block) => block['type'] === 'actions')
    .flatMap((block) => parts(block['elements']));
  return elements.flatMap((one): Action[] => {
    const { type, action_id: id } = one;
    if (type === 'button')
      return [
        {
          line: String(one['value'] ?? ''),
          label: words(one['text']),
          action: { type, action_id: id, text: one['text'], value: one['value'] },
        },
      ];
    return parts(one['options']).map((option) => ({
      line: String(option['value']),
      label: words(option['text']),
      action: { type, action_id: id, selected_option: option },
    }));
  });
}

export const linesOf = (message: { blocks: unknown }): string[] =>
  actionsOf(message)
    .map((one) => one.line)
    .filter(Boolean);

const LIVING = new Set(['broadcast', 'user', 'usergroup', 'channel', 'team', 'emoji', 'date', 'mrkdwn']);

/**
 * What Slack would bring to life in a message: references in `text`, markup in mrkdwn, mentions in rich text, emoji in
 * plain text, links (but for `ours`), and previews of addresses in the text.
 */
export function aliveIn(
  message: { text: string; blocks: unknown; extra?: Fields; onlyFor?: string | undefined },
  ours: (url: string) => boolean,
): string[] {
  const found: string[] = [];
  for (const reference of message.text.match(/<[^>]*>?/g) ?? []) found.push(`in text: ${reference}`);
  if (/&(?!amp;|lt;|gt;)/.test(message.text)) found.push('in text: an entity that is not Slack’s');
  const previews =
    message.onlyFor === undefined && (message.extra?.['unfurl_links'] !== 'false' || message.extra['unfurl_media'] !== 'false');
  if (previews && /https?:/.test(message.text)) found.push('previews of addresses');
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (!isFields(value)) return;
    if (LIVING.has(String(value['type']))) found.push(String(value['type']));
    if (value['type'] === 'plain_text' && value['emoji'] !== false && /:\w+:/.test(String(value['text'])))
      found.push('emoji in plain text');
    if (typeof value['url'] === 'string' && !ours(value['url'])) found.push(`a link to ${value['url']}`);
    Object.values(value).forEach(walk);
  };
  walk(message.blocks);
  return found;
}
