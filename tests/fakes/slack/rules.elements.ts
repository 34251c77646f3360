import { all, isFields, shape, text, unique, type Found } from './shape.js';

/** Slack docs "Composition objects": a text object; `plain` where mrkdwn is not allowed. */
export function textObject(value: unknown, at: string, max: number, plain: boolean, found: Found): void {
  if (!shape(value, at, ['type', 'text'], ['emoji', 'verbatim'], found)) return;
  if (value['type'] !== 'plain_text' && (plain || value['type'] !== 'mrkdwn'))
    found.push(`${at}: ${plain ? 'plain_text' : 'a text object'} is needed`);
  if (value['type'] === 'mrkdwn' && value['emoji'] !== undefined) found.push(`${at}: emoji is for plain_text`);
  if (value['type'] === 'plain_text' && value['verbatim'] !== undefined) found.push(`${at}: verbatim is for mrkdwn`);
  text(value['text'], `${at}.text`, 1, max, found);
  if (typeof value['text'] === 'string' && value['text'].trim() === '') found.push(`${at}.text: only white space`);
}

function button(value: unknown, at: string, found: Found): void {
  if (!shape(value, at, ['type', 'text', 'action_id'], ['value', 'url', 'style', 'confirm', 'accessibility_label'], found)) return;
  textObject(value['text'], `${at}.text`, 75, true, found);
  if (value['value'] !== undefined) text(value['value'], `${at}.value`, 1, 2000, found);
  if (value['url'] !== undefined) {
    text(value['url'], `${at}.url`, 1, 3000, found);
    if (!URL.canParse(String(value['url']))) found.push(`${at}.url: no web address`);
  }
  if (value['style'] !== undefined && !['primary', 'danger'].includes(String(value['style']))) found.push(`${at}.style: primary or danger`);
}

function select(value: unknown, at: string, found: Found): void {
  if (!shape(value, at, ['type', 'action_id', 'options'], ['placeholder', 'initial_option', 'confirm', 'focus_on_load'], found)) return;
  if (value['placeholder'] !== undefined) textObject(value['placeholder'], `${at}.placeholder`, 150, true, found);
  const options: unknown = value['options'];
  all(options, `${at}.options`, 1, 100, found, (option, where) => {
    if (!shape(option, where, ['text', 'value'], ['description'], found)) return;
    textObject(option['text'], `${where}.text`, 75, true, found);
    text(option['value'], `${where}.value`, 1, 150, found);
    if (option['description'] !== undefined) textObject(option['description'], `${where}.description`, 75, true, found);
  });
  if (Array.isArray(options))
    unique(
      options.map((option) => (isFields(option) ? option['value'] : undefined)),
      `${at}.options`,
      found,
    );
}

/** An element of an actions block, as far as the bot uses them. */
export function action(value: unknown, at: string, found: Found): void {
  if (!isFields(value)) found.push(`${at}: an object is needed`);
  else {
    text(value['action_id'], `${at}.action_id`, 1, 255, found);
    if (value['type'] === 'button') button(value, at, found);
    else if (value['type'] === 'static_select') select(value, at, found);
    else found.push(`${at}: no element «${String(value['type'])}» that the bot may use`);
  }
}
