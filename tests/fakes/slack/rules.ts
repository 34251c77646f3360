import { wordsOf } from './read.js';
import { action, textObject } from './rules.elements.js';
import { richPart } from './rules.rich.js';
import { all, isFields, shape, text, unique, wellFormed, type Found } from './shape.js';

/**
 * What Slack refuses in the blocks of a message, with the path of each fault; empty when it takes them.
 * Source: Slack docs "Block Kit reference"; only the blocks that the design allows are known here.
 */
export function blockFaults(blocks: unknown): string[] {
  const found: Found = [];
  all(blocks, 'blocks', 1, 50, found, (block, at) => check(block, at, found));
  if (Array.isArray(blocks))
    unique(
      blocks.map((block) => (isFields(block) ? block['block_id'] : undefined)),
      'blocks.block_id',
      found,
    );
  wellFormed(blocks, 'blocks', found);
  return found;
}

function check(block: unknown, at: string, found: Found): void {
  if (!isFields(block)) {
    found.push(`${at}: an object is needed`);
    return;
  }
  if (block['block_id'] !== undefined) text(block['block_id'], `${at}.block_id`, 1, 255, found);
  switch (block['type']) {
    case 'header':
      if (shape(block, at, ['type', 'text'], ['block_id'], found)) textObject(block['text'], `${at}.text`, 150, true, found);
      return;
    case 'divider':
      shape(block, at, ['type'], ['block_id'], found);
      return;
    case 'image': {
      const source = 'slack_file' in block ? 'slack_file' : 'image_url';
      if (!shape(block, at, ['type', 'alt_text', source], ['block_id', 'title'], found)) return;
      text(block['alt_text'], `${at}.alt_text`, 1, 2000, found);
      if (source === 'image_url') return text(block[source], `${at}.image_url`, 1, 3000, found);
      if (isFields(block[source]) && shape(block[source], `${at}.slack_file`, ['id'], [], found)) text(block[source]['id'], `${at}.slack_file.id`, 1, 255, found);
      return;
    }
    case 'context':
      if (!shape(block, at, ['type', 'elements'], ['block_id'], found)) return;
      return all(block['elements'], `${at}.elements`, 1, 10, found, (one, where) => textObject(one, where, 3000, false, found));
    case 'rich_text':
      if (!shape(block, at, ['type', 'elements'], ['block_id'], found)) return;
      return all(block['elements'], `${at}.elements`, 1, 10_000, found, (one, where) => richPart(one, where, found));
    case 'actions': {
      if (!shape(block, at, ['type', 'elements'], ['block_id'], found)) return;
      const elements: unknown = block['elements'];
      all(elements, `${at}.elements`, 1, 25, found, (one, where) => action(one, where, found));
      if (Array.isArray(elements))
        unique(
          elements.map((one) => (isFields(one) ? one['action_id'] : undefined)),
          `${at}.action_id`,
          found,
        );
      return;
    }
    default:
      found.push(`${at}: no block «${String(block['type'])}» that the bot may use`);
  }
}

/**
 * What Slack refuses in the rest of a message, and two faults that it lets pass: `text` over 40,000 characters is cut
 * silently, and without `text` a screen reader says nothing of the blocks.
 */
export function messageFaults(message: { text?: unknown; blocks?: unknown; metadata?: unknown }): string[] {
  const found: Found = [];
  text(message.text, 'text', wordsOf({ blocks: message.blocks }) === '' ? 0 : 1, 40_000, found);
  wellFormed(message.text, 'text', found);
  if (message.metadata !== undefined && shape(message.metadata, 'metadata', ['event_type', 'event_payload'], ['entities'], found)) {
    text(message.metadata['event_type'], 'metadata.event_type', 1, 255, found);
    if (!isFields(message.metadata['event_payload'])) found.push('metadata.event_payload: an object is needed');
  }
  return found;
}

/** Ids of the files that blocks show. */
export const filesIn = (blocks: unknown): string[] =>
  Array.isArray(blocks) ? blocks.flatMap((one) => (isFields(one) && isFields(one['slack_file']) ? [String(one['slack_file']['id'])] : [])) : [];
