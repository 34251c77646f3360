import { anchor, el } from '../dom.js';
import { array, object, string, type Json } from '../json.js';

type Unknown = (kind: string) => string;

/** Slack's rich text as elements. */
export const richText = (block: Json, unknown: Unknown): HTMLElement =>
  el('div', { class: 's-rich' }, ...array(block['elements']).map((one) => part(one, unknown)));

function part(one: Json, unknown: Unknown): HTMLElement {
  const inlines = () => array(one['elements']).map((child) => inline(child, unknown));
  switch (one['type']) {
    case 'rich_text_section':
      return el('div', { class: 's-section' }, ...inlines());
    case 'rich_text_quote':
      return el('blockquote', { class: 's-quote' }, ...inlines());
    case 'rich_text_preformatted':
      return el('pre', { class: 's-pre', attrs: { tabindex: '0' } }, ...inlines());
    case 'rich_text_list': {
      const items = array(one['elements']).map((item) => el('li', {}, part(item, unknown)));
      const ordered = one['style'] === 'ordered';
      const start = ordered ? String(Number(one['offset'] ?? 0) + 1) : undefined;
      return el(ordered ? 'ol' : 'ul', { class: `s-list depth-${Math.min(5, Number(one['indent'] ?? 0))}`, attrs: { start } }, ...items);
    }
    default:
      return el('div', { class: 'unknown' }, unknown(string(one['type'])));
  }
}

function inline(one: Json, unknown: Unknown): Node {
  switch (one['type']) {
    case 'text':
      return styled(document.createTextNode(string(one['text'])), one);
    case 'link':
      return styled(anchor(one['url'], 's-link', string(one['text']) || string(one['url'])), one);
    case 'emoji':
      return document.createTextNode(emoji(one));
    case 'user':
      return el('span', { class: 's-mention' }, `@${string(one['user_id'])}`);
    case 'channel':
      return el('span', { class: 's-mention' }, `#${string(one['channel_id'])}`);
    case 'usergroup':
      return el('span', { class: 's-mention' }, `@${string(one['usergroup_id'])}`);
    case 'broadcast':
      return el('span', { class: 's-mention' }, `@${string(one['range'])}`);
    case 'date':
      return document.createTextNode(string(one['fallback']));
    default:
      return el('span', { class: 'unknown' }, unknown(string(one['type'])));
  }
}

/** `unicode` is hex code points joined by hyphens. */
function emoji(one: Json): string {
  const points = string(one['unicode']).split('-').map((hex) => Number.parseInt(hex, 16));
  return points.every((point) => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : `:${string(one['name'])}:`;
}

function styled(body: Node, one: Json): Node {
  const style = object(one['style']);
  let made = body;
  for (const [name, tag] of [['code', 'code'], ['bold', 'strong'], ['italic', 'em'], ['strike', 's']] as const) {
    if (style[name] === true) made = el(tag, {}, made);
  }
  return made;
}
