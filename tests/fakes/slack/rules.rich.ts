import { all, shape, text, type Fields, type Found } from './shape.js';

/** Slack docs "Rich text block": the four kinds of parts and the elements inside them. */
const STYLES = ['bold', 'italic', 'strike', 'code', 'highlight', 'client_highlight', 'unlink', 'underline'];

const ELEMENTS: Readonly<Record<string, readonly [required: readonly string[], optional: readonly string[]]>> = {
  text: [['type', 'text'], ['style']],
  link: [
    ['type', 'url'],
    ['text', 'unsafe', 'style'],
  ],
  broadcast: [['type', 'range'], ['style']],
  channel: [['type', 'channel_id'], ['style']],
  user: [['type', 'user_id'], ['style']],
  usergroup: [['type', 'usergroup_id'], ['style']],
  emoji: [
    ['type', 'name'],
    ['unicode', 'url', 'style'],
  ],
};

function element(value: unknown, at: string, only: readonly string[] | undefined, found: Found): void {
  const type = String((value as Fields | null)?.['type']);
  const keys = ELEMENTS[type];
  if (keys === undefined || (only !== undefined && !only.includes(type))) {
    found.push(`${at}: no element «${type}» here`);
    return;
  }
  if (!shape(value, at, keys[0], keys[1], found)) return;
  if (type === 'text') text(value['text'], `${at}.text`, 1, 40_000, found);
  if (type === 'link') {
    text(value['url'], `${at}.url`, 1, 3000, found);
    if (value['text'] !== undefined) text(value['text'], `${at}.text`, 1, 40_000, found);
  }
  if (value['style'] !== undefined && shape(value['style'], `${at}.style`, [], STYLES, found)) {
    for (const [name, on] of Object.entries(value['style']))
      if (typeof on !== 'boolean') found.push(`${at}.style.${name}: a boolean is needed`);
  }
}

const section = (value: unknown, at: string, found: Found): void => {
  if (!shape(value, at, ['type', 'elements'], [], found)) return;
  if (value['type'] !== 'rich_text_section') found.push(`${at}: only sections stand in a list`);
  all(value['elements'], `${at}.elements`, 1, 10_000, found, (one, where) => element(one, where, undefined, found));
};

export function richPart(value: unknown, at: string, found: Found): void {
  const type = String((value as Fields | null)?.['type']);
  switch (type) {
    case 'rich_text_section':
      return section(value, at, found);
    case 'rich_text_list':
      if (!shape(value, at, ['type', 'elements', 'style'], ['indent', 'offset', 'border'], found)) return;
      if (!['bullet', 'ordered'].includes(String(value['style']))) found.push(`${at}.style: bullet or ordered`);
      return all(value['elements'], `${at}.elements`, 1, 10_000, found, (one, where) => section(one, where, found));
    case 'rich_text_quote':
    case 'rich_text_preformatted': {
      if (!shape(value, at, ['type', 'elements'], ['border'], found)) return;
      const only = type === 'rich_text_preformatted' ? ['text', 'link'] : undefined;
      return all(value['elements'], `${at}.elements`, 1, 10_000, found, (one, where) => element(one, where, only, found));
    }
    default:
      found.push(`${at}: no part «${type}»`);
  }
}
