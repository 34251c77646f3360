import { describe, expect, test } from 'vitest';
import { renderDiscord } from '../../adapters/discord/render.js';
import { renderSlack } from '../../adapters/slack/render.js';
import { renderText } from '../../adapters/terminal/render.js';
import { pages } from '../../src/pages.js';
import { type Block, list, type Reply } from '../../src/reply.js';
import { wordsOf } from '../fakes/slack/read.js';

const reply = (...blocks: Block[]): Reply => ({ locale: 'en', blocks });

describe('an ordered list counts from its start', () => {
  const seventh: Block = { kind: 'list', ordered: true, start: 7, items: [['a'], ['b']] };

  test('on every platform', () => {
    expect(JSON.stringify(renderDiscord(reply(seventh)).components)).toMatch(/7\. a\\n8\. b/);
    expect(wordsOf(renderSlack(reply(seventh)))).toBe('7. a\n8. b');
    expect(renderText(reply(seventh), {})).toContain('7. a\n8. b');
  });

  test('X4: one that is dealt out to pages goes on counting', () => {
    const items = Array.from({ length: 60 }, (_, i) => [`${i + 1} ${'x'.repeat(200)}`]);
    const lists = pages([list(items, true)]).flat() as Extract<Block, { kind: 'list' }>[];
    expect(lists.length).toBeGreaterThan(2);
    for (const { start, items: part } of lists) expect(String(part[0]?.[0])).toMatch(new RegExp(`^${start} `));
  });
});
