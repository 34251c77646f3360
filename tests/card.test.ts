import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../src/card.js';
import type { Canvas, CanvasPackage, Pen } from '../src/io/card/canvas.js';
import { createPictures, drawWith } from '../src/io/card/index.js';
import { loadPainter, type Painter } from '../src/io/card/fonts.js';
import { placesOf, ROW, SCALE, TRACK, WIDTH } from '../src/io/card/layout.js';
import { fontFile, loadCanvas, missingForPictures } from '../src/io/card/packages.js';
import { coverage } from '../src/io/card/woff.js';
import { hostile } from './core/arbitraries.js';
import { listLog, type Logged } from './support/log.js';

const BOARD: Card = {
  title: '排行榜 · 第 24 讲',
  bars: [
    { lead: '1', label: '小林', share: 1, value: '12 分' },
    { lead: '2', label: 'Maya', share: 0.5, value: '6 分' },
  ],
  foot: '之后还有 3 位成员。',
};
const PROGRESS: Card = {
  title: 'Your progress',
  about: 'Streak: 2 days',
  bars: [{ label: 'Pass 1', share: 0.02, value: '1 / 57' }],
  days: { label: '2 days of study', marks: Array.from({ length: 28 }, (_, i) => i > 25), from: 'Feb 3', to: 'Mar 2' },
};

const size = (png: Uint8Array) => [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)];
const hash = (png: Uint8Array | undefined) => createHash('sha256').update(png ?? '').digest('hex');

interface Reader {
  loadImage(png: Uint8Array): Promise<{ width: number; height: number }>;
}
interface ReadingPen {
  drawImage(image: object, x: number, y: number): void;
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
}

/** The colour at each place, as six figures. */
async function pixels(png: Uint8Array): Promise<(x: number, y: number) => string> {
  const { createCanvas, loadImage } = loadCanvas() as CanvasPackage & Reader;
  const image = await loadImage(Buffer.from(png));
  const pen = createCanvas(image.width, image.height).getContext('2d') as Pen & ReadingPen;
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  return (x, y) => [0, 1, 2].map((i) => (data[(y * image.width + x) * 4 + i] ?? 0).toString(16).padStart(2, '0')).join('');
}

const missing = missingForPictures();

describe.skipIf(missing.length > 0)(missing.length > 0 ? `P6: skipped: not installed: ${missing.join(', ')}` : 'P6: a card is drawn', () => {
  const logged: Logged[] = [];
  const pictures = createPictures(listLog(logged));
  const draw = async (card: Card) => {
    const picture = await pictures?.draw(card);
    if (!picture) throw new Error(JSON.stringify(logged));
    return picture;
  };

  it.each([0, 1, 2, 10])('as a PNG of twice its size, %i rows high', async (rows) => {
    const { png, width, height } = await draw({ ...BOARD, bars: Array.from({ length: rows }, (_, i) => ({ ...BOARD.bars[0]!, lead: String(i + 1) })) });
    expect(Buffer.from(png).toString('latin1', 1, 4)).toBe('PNG');
    expect(size(png)).toEqual([width * 2, height * 2]);
    expect(width).toBe(600);
    expect(height).toBeLessThan(700);
    expect(png.length).toBeLessThan(400_000);
  });

  it('Chinese has its characters: each is drawn, and none is the sign for one that is missing', async () => {
    const titles = ['排行榜', '学习进度', '一二三刷', '？', '金鱼'];
    const drawn = await Promise.all(titles.map(async (title) => hash((await draw({ title, bars: [] })).png)));
    expect(new Set(drawn).size).toBe(titles.length);
    const codes = coverage(readFileSync(fontFile('chinese-simplified', 400)));
    for (const one of '排行榜学习进度一二三四五六七八九十刷讲第天周分位成员打卡连续最长名字，。：；“”（）·') expect([one, codes.has(one.codePointAt(0) as number)]).toEqual([one, true]);
    expect(codes.size).toBeGreaterThan(7000);
    expect(codes.has('한'.codePointAt(0) as number)).toBe(false);
  });

  it('a bar goes as far as its share says', async () => {
    const card = { title: 'x', bars: [1, 0.5, 0].map((share) => ({ label: 'x', share, value: '' })) };
    const places = placesOf(card);
    const at = await pixels((await draw(card)).png);
    const reach = (row: number) => {
      const y = (places.bars + (row + 0.5) * ROW) * SCALE;
      return Array.from({ length: WIDTH * SCALE }, (_, x) => at(x, y)).filter((colour) => colour === '2b63b8').length / SCALE;
    };
    const whole = TRACK.to - TRACK.from;
    expect(reach(0)).toBeGreaterThan(whole - 5);
    expect(Math.abs(reach(1) - whole / 2)).toBeLessThan(5);
    expect(reach(2)).toBe(0);
  });

  it('the same card gives the same bytes, from a fresh drawer too, and another card gives others', async () => {
    for (const card of [BOARD, PROGRESS]) {
      const fresh = await createPictures(listLog([]))?.draw(structuredClone(card));
      expect(hash(fresh?.png)).toBe(hash((await draw(card)).png));
    }
    expect(hash((await draw({ ...BOARD, title: '排行榜' })).png)).not.toBe(hash((await draw(BOARD)).png));
  });

  it('D7: any names and numbers at all are drawn', async () => {
    const bar = fc.record({ lead: fc.option(hostile(3), { nil: undefined }), label: hostile(60), share: fc.double(), value: hostile(10) });
    await fc.assert(
      fc.asyncProperty(hostile(80), fc.array(bar, { maxLength: 3 }), hostile(20), async (title, bars, foot) => {
        expect(size((await draw({ title, bars, foot })).png)[0]).toBe(1200);
      }),
      { numRuns: 12 },
    );
    expect(logged).toEqual([]);
  });

  it('a picture that is asked for again is not drawn again; two at once are one', async () => {
    const [one, two] = await Promise.all([draw(PROGRESS), draw({ ...PROGRESS })]);
    expect(two).toBe(one);
    expect(await draw(PROGRESS)).toBe(one);
    for (let i = 0; i < 20; i++) await draw({ title: String(i), bars: [] });
    expect(await draw(PROGRESS)).not.toBe(one);
  });

  it('every text stands out from its ground by 7:1, a bar from its track by 3:1', async () => {
    const painter = await loadPainter();
    const inks = new Set<string>();
    const spying: Painter = { ...painter, createCanvas: (width, height) => watched(painter.createCanvas(width, height), inks) };
    await drawWith(async () => spying, listLog([])).draw({ ...BOARD, ...PROGRESS, foot: 'x' });
    // in the order in which they are first used: ground, title, the line below it, and of the first bar its track and itself
    const [ground = '', text = '', quiet = '', track = '', bar = ''] = inks;
    const contrast = (a: string, b: string) => ((x, y) => (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05))(luminance(a), luminance(b));
    expect(contrast(text, ground)).toBeGreaterThan(7);
    expect(contrast(quiet, ground)).toBeGreaterThan(7);
    expect(contrast(bar, track)).toBeGreaterThan(3);
  });
});

/** A canvas that tells the inks that are used, in order. */
function watched(canvas: Canvas, inks: Set<string>): Canvas {
  const pen = canvas.getContext('2d');
  const spy = new Proxy(pen, {
    set: (target, name, value) => {
      if (name === 'fillStyle') inks.add(String(value));
      return Reflect.set(target, name, value);
    },
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { getContext: () => spy, encode: canvas.encode.bind(canvas) };
}

/** WCAG 2.2, "relative luminance". */
function luminance(ink: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(ink.slice(i, i + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('P6: where no picture can be drawn', () => {
  it('a start without the packages says once what to install', () => {
    const logged: Logged[] = [];
    expect(createPictures(listLog(logged), ['@napi-rs/canvas'])).toBeUndefined();
    expect(logged).toMatchObject([{ level: 'info', fields: { install: ['@napi-rs/canvas'] } }]);
  });

  it('it is told once, and the words go alone', async () => {
    const logged: Logged[] = [];
    const broken = drawWith(() => Promise.reject(new Error('no such library')), listLog(logged));
    expect(await Promise.all([broken.draw(BOARD), broken.draw(PROGRESS)])).toEqual([undefined, undefined]);
    expect(await broken.draw(BOARD)).toBeUndefined();
    expect(logged.map(({ level }) => level)).toEqual(['warn']);
  });

  it('a font that is none is refused by name', () => {
    expect(() => coverage(Buffer.from('wOF2'.padEnd(80)))).toThrow('WOFF 1.0');
    expect(() => coverage(Buffer.from('wOFF'.padEnd(44, '\0')))).toThrow('cmap');
  });
});
