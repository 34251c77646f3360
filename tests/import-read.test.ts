import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesAt, nameOf } from '../src/io/exports/files.js';
import { readExport } from '../src/io/exports/read.js';
import { scanExport, type ScannedComment } from '../src/digest/scan/scan.js';
import { lesson, RENDER } from './support/exports.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exports-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, content);
  const file = await readExport(path);
  const comments: ScannedComment[] = [];
  const sizes: number[] = [];
  for await (const batch of file.batches) {
    sizes.push(batch.length);
    comments.push(...batch);
  }
  return { comments, sizes, head: file.head, report: file.report() };
}

/** The bytes of a text in GBK, from the decoder's own table. */
const GBK = new Map<string, readonly number[]>();
for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) GBK.set(new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail)), [lead, trail]);
const gbk = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((char) => (char <= '\u007F' ? [char.charCodeAt(0)] : char.length > 1 ? fourBytes(char.codePointAt(0)!) : [...(GBK.get(char) ?? missing(char))])));
const missing = (char: string): never => {
  throw new Error(`no GBK for ${char} ${char.charCodeAt(0).toString(16)}`);
};
/** GB18030 beyond the first plane. */
function fourBytes(point: number): number[] {
  const n = point - 0x10000 + 189_000;
  return [0x81 + Math.floor(n / 12_600), 0x30 + (Math.floor(n / 1260) % 10), 0x81 + (Math.floor(n / 10) % 126), 0x30 + (n % 10)];
}

const COMMENTS = Array.from({ length: 7 }, (_, i) => ({ author: `读者${i}`, likes: i, replyCount: 0, text: `第${i}条：请问队列满了怎么办，是丢弃还是等待？\n排队等于缓冲。`, date: '2020-01-02' }));
const SOURCE = lesson('13 | 为什么我们需要Pod？', RENDER.G1(COMMENTS));
const WANTED = scanExport(SOURCE).comments;
const utf16 = (text: string, big: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('D1 encodings', () => {
  it('the test’s own GBK is GBK', () => {
    expect(new TextDecoder('gb18030', { fatal: true }).decode(gbk(SOURCE))).toBe(SOURCE);
  });

  it.each([
    ['UTF-8', Buffer.from(SOURCE), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${SOURCE}`), 'utf-8'],
    ['UTF-16 LE', utf16(SOURCE, false), 'utf-16le'],
    ['UTF-16 BE', utf16(SOURCE, true), 'utf-16be'],
    ['GBK', gbk(SOURCE), 'gb18030'],
    ['GBK with CRLF', gbk(SOURCE.replaceAll('\n', '\r\n')), 'gb18030'],
  ] as const)('%s', async (_, bytes, encoding) => {
    const { comments, report, head } = await read('a.md', bytes);
    expect(comments).toEqual(WANTED);
    expect(report).toMatchObject({ encoding, damaged: false, found: 7, declared: 7, refusals: 0, cut: false });
    expect(head.startsWith('# 13 | 为什么我们需要Pod？')).toBe(true);
  });

  it.each([['?', '?'], ['??', '??'], ['', '']])('GBK that lost its signs for likes and replies to «%s»', async (thumb, bubble) => {
    const { comments } = await read('lost.md', gbk(SOURCE.replaceAll('👍', thumb).replaceAll('💬', bubble)));
    expect(comments).toEqual(WANTED);
  });

  it('GBK that begins with a megabyte of ASCII', async () => {
    const { comments } = await read('late.md', Buffer.concat([Buffer.from('plain words. \n'.repeat(80_000)), gbk(SOURCE)]));
    expect(comments.map((one) => one.text)).toEqual(WANTED.map((one) => one.text));
  });

  it('characters that fall between two reads', async () => {
    for (const shift of [0, 1, 2, 3]) {
      const { comments, report } = await read('shift.md', `${'x'.repeat(shift)}${'课'.repeat(500_000)}\n${SOURCE}`);
      expect([comments.length, report.damaged]).toEqual([7, false]);
    }
  });

  it('a file cut inside a character is cut, not wrong', async () => {
    const bytes = Buffer.from(SOURCE);
    const inside = bytes.lastIndexOf(Buffer.from('缓'));
    for (const more of [1, 2]) {
      const { comments, report } = await read('torn.md', bytes.subarray(0, inside + more));
      expect(comments).toEqual(WANTED.slice(0, 6));
      expect(report).toMatchObject({ cut: true, damaged: false, refused: [{ reason: 'cut-off' }] });
    }
  });

  it.each([['LE', false, 'utf-16le'], ['BE', true, 'utf-16be']] as const)('UTF-16 %s without a mark', async (_, big, encoding) => {
    for (const source of [SOURCE, SOURCE.replaceAll('排队', '排队'.repeat(2000)), RENDER.G1(COMMENTS).replaceAll(/[一-龥]/g, 'x').replaceAll('x'.repeat(4) + '（', '精选留言（')]) {
      const { comments, report } = await read('unmarked.md', utf16(source, big).subarray(2));
      expect(comments).toEqual(scanExport(source).comments);
      expect(report).toMatchObject({ encoding, declared: 7, found: 7 });
    }
  });

  it('GBK in traditional characters', async () => {
    const source = SOURCE.replaceAll('排队等于缓冲', '為什麼我們需要這個東西，請問老師學習這門課程對於實際應用有什麼幫助'.repeat(20));
    const { comments, report } = await read('traditional.md', gbk(source));
    expect([comments, report.encoding]).toEqual([scanExport(source).comments, 'gb18030']);
  });

  it('one comment in another encoding spoils no other, even in the smallest file', async () => {
    for (const junk of [gbk('这是一条粘贴时坏了的留言'.repeat(20)), Buffer.from('déjà vu, élégant '.repeat(40), 'latin1'), Uint8Array.of(0xe5, 0xbb)]) {
      const [before, after] = RENDER.G1(COMMENTS.slice(0, 2)).split('第1条');
      const { comments, report } = await read('mixed.md', Buffer.concat([Buffer.from(before!), junk, Buffer.from(after!)]));
      expect(comments[0]).toMatchObject({ author: '读者0', text: COMMENTS[0]!.text });
      expect([comments.length, report.encoding, report.damaged]).toEqual([2, 'utf-8', true]);
    }
  });

  it('control characters in a comment make no binary of its file', async () => {
    const source = RENDER.G1([{ ...COMMENTS[0]!, text: `乱${'\u0000\u0001'.repeat(30)}码` }]);
    expect((await read('controls.md', source)).comments).toEqual(scanExport(source).comments);
  });

  it('a few wrong bytes are shown, and nothing else is lost', async () => {
    const bytes = Buffer.from(SOURCE);
    bytes[bytes.indexOf(Buffer.from('缓'))] = 0xff;
    const { comments, report } = await read('spoilt.md', bytes);
    expect([comments.length, report.damaged, report.encoding]).toEqual([7, true, 'utf-8']);
    expect(comments[0]?.text).toContain('\uFFFD');
    expect(comments.slice(1)).toEqual(WANTED.slice(1));
  });

  it.each([
    ['random bytes', Uint8Array.from({ length: 4096 }, (_, i) => (i * 167 + 13) % 256), /is no text/],
    ['zeros', new Uint8Array(4096), /is no text/],
    ['Latin-1', Buffer.from('Déjà vu, très élégant, où est le café? '.repeat(50), 'latin1'), /neither UTF-8 nor UTF-16 nor GBK/],
  ])('%s: refused clearly', async (_, bytes, says) => {
    await expect(read('junk.md', bytes)).rejects.toThrow(says);
    await expect(read('junk.md', bytes)).rejects.toThrow(/junk\.md .*Nothing of it was read/);
  });

  it('an empty file has no block', async () => {
    expect((await read('empty', '')).report).toMatchObject({ found: 0, block: false, damaged: false });
  });
});

describe('D1 large files', () => {
  it('come in batches of at most 500, with the same comments as in one piece', async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => ({ ...COMMENTS[i % 7]!, likes: i }));
    const source = lesson('很多', RENDER.G1(many));
    const { comments, sizes, report } = await read('large.md', source);
    expect(Buffer.byteLength(source)).toBeGreaterThan(4 * 1024 * 1024);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
    expect(report).toMatchObject({ declared: 30_000, found: 30_000, cut: false, refusals: 0 });
    expect(comments).toEqual(scanExport(source).comments);
  });

  it('a thousand refused entries are counted, and the first hundred named', async () => {
    const { report } = await read('bad.md', `<div><strong>精选留言（1000）</strong></div><ul>\n${'<li>x</li>\n'.repeat(1000)}</ul>`);
    expect([report.refusals, report.refused.length, report.refused[99]?.line]).toEqual([1000, 100, 101]);
  });
});

describe('D1 folders', () => {
  it('everything that may be an export, in order of names, without hidden folders and loops', async () => {
    const root = join(folder, 'tree');
    for (const dir of ['b/deep', 'a', '.git']) await mkdir(join(root, dir), { recursive: true });
    for (const name of ['z.md', 'a/2.HTML', 'a/1.txt', 'b/deep/x.htm', 'b/plain', 'b/picture.jpg', '.git/c.md', 'q.json']) await writeFile(join(root, name), 'x');
    await symlink(root, join(root, 'b/loop'));
    expect((await filesAt(root)).map(({ path }) => relative(root, path))).toEqual(['a/1.txt', 'a/2.HTML', 'b/deep/x.htm', 'b/plain', 'z.md']);
    expect(await filesAt(join(root, 'q.json'))).toEqual([{ path: join(root, 'q.json'), given: true }]);
    await expect(filesAt(join(root, 'none'))).rejects.toThrow('there is no such file');
  });

  it('a title with a full stop in it is no ending', async () => {
    const root = join(folder, 'stops');
    await mkdir(root);
    for (const name of ['13.为什么我们需要Pod？', '14. 深入解析', '15.notes.markdown', '16.mp3']) await writeFile(join(root, name), 'x');
    expect((await filesAt(root)).map(({ path }) => nameOf(path))).toEqual(['13.为什么我们需要Pod？', '14. 深入解析', '15.notes']);
  });

  it.skipIf(process.getuid?.() === 0)('a folder that may not be read is named, and the others are read', async () => {
    const root = join(folder, 'closed');
    await mkdir(join(root, 'a'), { recursive: true });
    await writeFile(join(root, 'b.md'), 'x');
    await chmod(join(root, 'a'), 0);
    const files = await filesAt(root);
    await expect(readExport(files[0]!.path)).rejects.toThrow(/closed\/a cannot be read/);
    await chmod(join(root, 'a'), 0o700);
    expect(files.map(({ path }) => relative(root, path))).toEqual(['a', 'b.md']);
  });

  it('what turns out to be no file is named, not a crash', async () => {
    await expect(readExport(folder)).rejects.toThrow(`${folder} cannot be read`);
  });
});
