import { describe, expect, it } from 'vitest';
import { blockFaults, messageFaults } from './fakes/slack/rules.js';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const rich = (...elements: unknown[]) => ({ type: 'rich_text', elements });
const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', value: 'go', ...more });
const select = (more: object = {}) => ({ type: 'static_select', action_id: 's', options: [{ text: plain('a'), value: 'a' }], ...more });
const words = { type: 'text', text: 'x' };

describe('the fake refuses what Slack refuses', () => {
  it.each([
    ['no block', []],
    ['no array', { type: 'divider' }],
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    ['an unknown block', [{ type: 'poll' }]],
    ['an unknown key', [{ type: 'divider', text: 'x' }]],
    ['a header of 151', [{ type: 'header', text: plain('x'.repeat(151)) }]],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }]],
    ['an empty header', [{ type: 'header', text: plain('') }]],
    [
      'the same block_id twice',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
    ],
    ['a context of 11', [{ type: 'context', elements: Array(11).fill(plain('x')) }]],
    ['a context text of 3,001', [{ type: 'context', elements: [plain('x'.repeat(3001))] }]],
    ['a picture without a text', [{ type: 'image', alt_text: '', slack_file: { id: 'F1' } }]],
    ['a picture with a text of 2,001', [{ type: 'image', alt_text: 'x'.repeat(2001), slack_file: { id: 'F1' } }]],
    ['a picture from nowhere', [{ type: 'image', alt_text: 'x' }]],
    ['a picture from two places', [{ type: 'image', alt_text: 'x', slack_file: { id: 'F1' }, image_url: 'https://example.org/a.png' }]],
    ['rich text of nothing', [rich()]],
    ['a bare text in rich text', [rich(words)]],
    ['an empty text', [rich(section({ type: 'text', text: '' }))]],
    ['a section without elements', [rich(section())]],
    ['an unknown style', [rich(section({ ...words, style: { big: true } }))]],
    ['a style that is no boolean', [rich(section({ ...words, style: { bold: 'yes' } }))]],
    ['a list without a style', [rich({ type: 'rich_text_list', elements: [section(words)] })]],
    ['a text straight in a list', [rich({ type: 'rich_text_list', style: 'bullet', elements: [words] })]],
    ['a mention in a code block', [rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] })]],
    ['a link without an address', [rich(section({ type: 'link', url: '' }))]],
    ['26 buttons', [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `b${i}` })))]],
    ['the same action_id twice', [actions(button(), button())]],
    ['an action_id of 256', [actions(button({ action_id: 'x'.repeat(256) }))]],
    ['a button text of 76', [actions(button({ text: plain('x'.repeat(76)) }))]],
    ['a button value of 2,001', [actions(button({ value: 'x'.repeat(2001) }))]],
    ['a button of white space', [actions(button({ text: plain(' ') }))]],
    ['a disabled button', [actions(button({ disabled: true }))]],
    ['a grey button', [actions(button({ style: 'secondary' }))]],
    ['a button to nowhere', [actions(button({ url: 'nowhere' }))]],
    ['101 options', [actions(select({ options: Array.from({ length: 101 }, (_, i) => ({ text: plain('a'), value: `${i}` })) }))]],
    ['no option', [actions(select({ options: [] }))]],
    ['an option text of 76', [actions(select({ options: [{ text: plain('x'.repeat(76)), value: 'a' }] }))]],
    ['an option value of 151', [actions(select({ options: [{ text: plain('x'), value: 'x'.repeat(151) }] }))]],
    ['the same option value twice', [actions(select({ options: ['x', 'y'].map((text) => ({ text: plain(text), value: 'a' })) }))]],
    ['a placeholder of 151', [actions(select({ placeholder: plain('x'.repeat(151)) }))]],
    ['a lone surrogate', [rich(section({ type: 'text', text: 'a\ud83d' }))]],
  ])('%s', (_name, blocks) => {
    expect(blockFaults(blocks)).not.toEqual([]);
  });

  it('and takes the rest', () => {
    const list = { type: 'rich_text_list', style: 'ordered', elements: [section(words)] };
    expect(
      blockFaults([
        { type: 'divider' },
        { type: 'header', text: plain('x') },
        rich(section(words), list),
        actions(button(), select({ placeholder: plain('p') })),
      ]),
    ).toEqual([]);
  });

  it.each([
    ['no text', { blocks: [rich(section(words))] }],
    ['an empty text beside words', { text: '', blocks: [rich(section(words))] }],
    ['a text of 40,001', { text: 'x'.repeat(40_001) }],
    ['metadata without a payload', { text: 'x', metadata: { event_type: 'e' } }],
    ['metadata that is no object', { text: 'x', metadata: '{}' }],
  ])('a message with %s', (_name, message) => {
    expect(messageFaults(message).length).toBeGreaterThan(0);
  });
});
