import { lineButton, linkButton, picture, selectMenu, type Press } from '../controls.js';
import { el } from '../dom.js';
import { array, object, string, type Json } from '../json.js';
import { richText } from './rich.js';

export interface SlackView {
  readonly press: Press;
  readonly unknown: (kind: string) => string;
}

/** The words of a `plain_text` object; the bot sends no other kind. */
const label = (value: unknown): string => string(object(value)['text']);

/** A message of blocks, from the payload that the Slack adapter would send. */
export function slackMessage(payload: Json, view: SlackView): HTMLElement {
  const blocks = array(payload['blocks']);
  if (blocks.length === 0) return el('div', { class: 's-message' }, string(payload['text']));
  return el('div', { class: 's-message' }, ...blocks.map((one) => block(one, view)));
}

function block(one: Json, view: SlackView): HTMLElement {
  switch (one['type']) {
    case 'header':
      return el('div', { class: 's-header', attrs: { role: 'heading', 'aria-level': '4' } }, label(one['text']));
    case 'rich_text':
      return richText(one, view.unknown);
    case 'context':
      return el('div', { class: 's-context' }, ...array(one['elements']).map((child) => el('span', {}, string(child['text']))));
    case 'image':
      return picture('picture', one['image_url'], string(one['alt_text']));
    case 'divider':
      return el('div', { class: 's-divider', attrs: { role: 'separator' } });
    case 'actions':
      return el('div', { class: 's-actions' }, ...array(one['elements']).map((child) => element(child, view)));
    default:
      return unknown(one, view);
  }
}

function element(one: Json, view: SlackView): HTMLElement {
  switch (one['type']) {
    case 'button': {
      const style = one['style'] === 'primary' || one['style'] === 'danger' ? one['style'] : 'plain';
      if (typeof one['url'] === 'string') return linkButton('s-button link', label(one['text']), one['url']);
      return lineButton(`s-button ${style}`, label(one['text']), string(one['value']) || string(one['action_id']), view.press);
    }
    case 'static_select': {
      const options = array(one['options']).map((option) => ({
        label: label(option['text']),
        description: label(option['description']) || undefined,
        line: string(option['value']),
      }));
      return selectMenu('s-select', label(one['placeholder']), options, view.press);
    }
    default:
      return unknown(one, view);
  }
}

const unknown = (one: Json, view: SlackView): HTMLElement => el('div', { class: 'unknown' }, view.unknown(string(one['type'])));
