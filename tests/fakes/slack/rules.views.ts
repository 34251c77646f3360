import { textObject } from './rules.elements.js';
import { all, isFields, shape, text, unique, wellFormed, type Found } from './shape.js';

/**
 * What Slack refuses in a view, with the path of each fault; empty when it opens it. Source: Slack docs "View objects",
 * "Input block", "Plain-text input element"; only modals of inputs are known here, as the bot makes no other.
 */
export function viewFaults(view: unknown): string[] {
  const found: Found = [];
  const optional = ['close', 'submit', 'private_metadata', 'callback_id', 'clear_on_close', 'notify_on_close', 'external_id'];
  if (!shape(view, 'view', ['type', 'title', 'blocks'], optional, found)) return found;
  if (view['type'] !== 'modal') found.push('view.type: a modal is needed');
  for (const part of ['title', 'submit', 'close']) if (view[part] !== undefined) textObject(view[part], `view.${part}`, 24, true, found);
  if (view['private_metadata'] !== undefined) text(view['private_metadata'], 'view.private_metadata', 0, 3000, found);
  if (view['callback_id'] !== undefined) text(view['callback_id'], 'view.callback_id', 1, 255, found);
  const blocks: unknown = view['blocks'];
  all(blocks, 'view.blocks', 1, 100, found, (block, at) => input(block, at, found));
  if (view['submit'] === undefined) found.push('view.submit: needed where there is an input');
  if (Array.isArray(blocks)) {
    const fields = blocks.filter(isFields);
    unique(
      fields.map((block) => block['block_id']),
      'view.block_id',
      found,
    );
    unique(
      fields.map(({ element }) => (isFields(element) ? element['action_id'] : undefined)),
      'view.action_id',
      found,
    );
  }
  wellFormed(view, 'view', found);
  // a view may hold 250 kB
  if (JSON.stringify(view).length > 250_000) found.push('view: too large');
  return found;
}

function input(block: unknown, at: string, found: Found): void {
  if (!shape(block, at, ['type', 'label', 'element'], ['block_id', 'hint', 'optional', 'dispatch_action'], found)) return;
  if (block['type'] !== 'input') found.push(`${at}: no block «${String(block['type'])}» that the bot may use in a view`);
  textObject(block['label'], `${at}.label`, 2000, true, found);
  if (block['block_id'] !== undefined) text(block['block_id'], `${at}.block_id`, 1, 255, found);
  element(block['element'], `${at}.element`, found);
}

function element(value: unknown, at: string, found: Found): void {
  const optional = ['action_id', 'initial_value', 'multiline', 'min_length', 'max_length', 'dispatch_action_config', 'focus_on_load', 'placeholder'];
  if (!shape(value, at, ['type'], optional, found)) return;
  if (value['type'] !== 'plain_text_input') found.push(`${at}: no element «${String(value['type'])}» that the bot may use in a view`);
  if (value['action_id'] !== undefined) text(value['action_id'], `${at}.action_id`, 1, 255, found);
  if (value['placeholder'] !== undefined) textObject(value['placeholder'], `${at}.placeholder`, 150, true, found);
  if (value['multiline'] !== undefined && typeof value['multiline'] !== 'boolean') found.push(`${at}.multiline: a boolean is needed`);
  const max: unknown = value['max_length'];
  if (max !== undefined && !(Number.isInteger(max) && Number(max) >= 1 && Number(max) <= 3000)) found.push(`${at}.max_length: 1–3000`);
}
