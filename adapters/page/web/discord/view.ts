import { lineButton, linkButton, picture, selectMenu, type Press } from '../controls.js';
import { el } from '../dom.js';
import { array, object, string, type Json } from '../json.js';
import { markdown } from './markdown.js';

/** Component types of Discord's "Component Reference" that the bot sends. */
const ACTION_ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const TEXT_DISPLAY = 10;
const MEDIA_GALLERY = 12;
const SEPARATOR = 14;
const CONTAINER = 17;

const STYLES: Readonly<Record<number, string>> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger' };
const LINK_STYLE = 5;

export interface DiscordView {
  readonly press: Press;
  readonly unknown: (kind: string) => string;
}

/** A message with Components V2, from the payload that the Discord adapter would send. */
export function discordMessage(payload: Json, view: DiscordView): HTMLElement {
  return el('div', { class: 'd-message' }, ...array(payload['components']).map((one) => component(one, view)));
}

function component(one: Json, view: DiscordView): HTMLElement {
  const children = () => array(one['components']).map((child) => component(child, view));
  switch (one['type']) {
    case CONTAINER: {
      const box = el('div', { class: 'd-container' }, ...children());
      const accent = one['accent_color'];
      if (typeof accent === 'number') box.style.setProperty('--accent', `#${accent.toString(16).padStart(6, '0')}`);
      return box;
    }
    case TEXT_DISPLAY:
      return markdown(string(one['content']));
    case MEDIA_GALLERY:
      return el('div', { class: 'd-gallery' }, ...array(one['items']).map((item) => picture('picture', object(item['media'])['url'], string(item['description']))));
    case SEPARATOR:
      return el('div', { class: one['divider'] === false ? 'd-gap' : 'd-separator', attrs: { role: 'separator' } });
    case ACTION_ROW:
      return el('div', { class: 'd-row' }, ...children());
    case BUTTON:
      return button(one, view.press);
    case STRING_SELECT: {
      const options = array(one['options']).map((option) => ({
        label: string(option['label']),
        description: string(option['description']) || undefined,
        line: string(option['value']),
      }));
      return selectMenu('d-select', string(one['placeholder']), options, view.press);
    }
    default:
      return el('div', { class: 'unknown' }, view.unknown(`component ${String(one['type'])}`));
  }
}

function button(one: Json, press: Press): HTMLElement {
  const label = [string(object(one['emoji'])['name']), string(one['label'])].filter(Boolean).join(' ');
  if (one['style'] === LINK_STYLE) return linkButton('d-button link', label, one['url']);
  const style = STYLES[Number(one['style'])] ?? 'secondary';
  return lineButton(`d-button ${style}`, label, string(one['custom_id']), press, one['disabled'] === true);
}
