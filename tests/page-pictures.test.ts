import { afterEach, describe, expect, test } from 'vitest';
import type { WireMessage } from '../adapters/page/web/wire.js';
import { text, type Reply } from '../src/reply.js';
import { dots, DOT } from './support/pictures.js';
import { answered, LIN, visit, type Visitor } from './support/visitor.js';

let visitor: Visitor;
afterEach(() => visitor.leave());

async function ask(words: string): Promise<WireMessage> {
  const lin = await visitor.watch(LIN);
  await visitor.line(LIN, words);
  return lin.next('message', answered(words));
}
const shown = ({ content }: WireMessage) => {
  const components = content?.discord['components'] as { type: number; items?: { media: { url: string }; description: string }[] }[];
  const blocks = content?.slack['blocks'] as { type: string; image_url?: string; alt_text?: string }[];
  return { gallery: components.find(({ type }) => type === 12)?.items?.[0], image: blocks.find(({ type }) => type === 'image') };
};
const get = (path: string) => fetch(new URL(path, visitor.hall.page.address()));

describe('P6: pictures on the local page', () => {
  test('both previews show one file of the page, with its text, and the browser gets the very bytes', async () => {
    visitor = await visit({ pictures: dots() });
    const { gallery, image } = shown(await ask('board'));
    const url = gallery?.media.url ?? '';
    expect(url).toMatch(/^\/picture\/900x480-[\w-]{43}\.png$/);
    expect(gallery?.description).toBe('Picture of the board');
    expect(image).toEqual({ type: 'image', image_url: url, alt_text: 'Picture of the board' });
    const file = await get(url);
    expect([file.status, file.headers.get('content-type'), file.headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'nosniff']);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(DOT);
    expect(file.headers.get('content-security-policy')).toContain("img-src 'self';");
  });

  test('what is no picture of the page is not there', async () => {
    visitor = await visit({ pictures: dots() });
    await ask('board');
    for (const path of ['/picture/', '/picture/900x480-x.png', '/picture/constructor', '/picture/../package.json']) expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  test('without pictures the words stand alone in both', async () => {
    visitor = await visit();
    const message = await ask('board');
    expect(shown(message)).toEqual({ gallery: undefined, image: undefined });
    expect(message.content?.summary).toBe('Board\n1. Maya');
  });

  test('posts and edits have theirs', async () => {
    visitor = await visit({ pictures: dots() });
    const lin = await visitor.watch(LIN);
    const board: Reply = { locale: 'en', blocks: [text('1. Maya'), { kind: 'image', card: { title: 'Board', bars: [] }, alt: 'Picture' }] };
    const ref = await visitor.hall.page.post('page:hall', board, { key: 'k', attempt: 1 });
    expect(shown(await lin.next('message')).image).toBeDefined();
    await visitor.hall.page.edit(ref, board);
    expect(shown(await lin.next('message', ({ edited }) => edited !== undefined)).image).toBeDefined();
  });
});
