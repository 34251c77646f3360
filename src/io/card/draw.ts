import type { Bar, Card, Days, Picture } from '../../card.js';
import type { Pen } from './canvas.js';
import type { Painter } from './fonts.js';
import { ABOUT, DAYS, EDGE, FOOT, LEAD, placesOf, ROW, SCALE, TITLE, TRACK, VALUE, WIDTH } from './layout.js';
import { drawable, fit } from './words.js';

/** Dark on light, every text at 7:1 or better (WCAG 2.2, 1.4.6); a bar on its track and a day done on one not at 3:1. */
const INK = { ground: '#ffffff', edge: '#d5dbe3', text: '#17202b', quiet: '#4a5563', bar: '#2b63b8', track: '#e6ebf2' } as const;

/** Writes one text within a width; `at`: its base line, and its beginning, or its end where it is aligned right. */
type Write = (text: string, at: { x: number; y: number; width: number }, look: { size: number; bold?: boolean; quiet?: boolean; right?: boolean }) => void;

/**
 * Draws a card. The calls are only noted down; drawing and packing are done by a thread of the canvas, so that the bot
 * goes on meanwhile. The same card gives the same bytes.
 */
export async function drawCard(card: Card, painter: Painter): Promise<Picture> {
  const places = placesOf(card);
  const canvas = painter.createCanvas(WIDTH * SCALE, places.height * SCALE);
  const pen = canvas.getContext('2d');
  pen.scale(SCALE, SCALE);
  pen.fillStyle = INK.ground;
  pen.fillRect(0, 0, WIDTH, places.height);
  pen.strokeStyle = INK.edge;
  pen.strokeRect(0.5, 0.5, WIDTH - 1, places.height - 1);
  const write = writer(pen, painter);
  const inner = WIDTH - EDGE * 2;
  write(card.title, { x: EDGE, y: TITLE, width: inner }, { size: 25, bold: true });
  if (card.about !== undefined) write(card.about, { x: EDGE, y: ABOUT, width: inner }, { size: 16, quiet: true });
  const indent = card.bars.some(({ lead }) => lead !== undefined) ? LEAD : 0;
  for (const [i, bar] of card.bars.entries()) drawBar(pen, write, bar, { top: places.bars + i * ROW, indent });
  if (card.days) drawDays(pen, write, card.days, places.days);
  if (card.foot !== undefined) write(card.foot, { x: EDGE, y: places.foot + FOOT - 10, width: inner }, { size: 15, quiet: true });
  return { png: await canvas.encode('png'), width: WIDTH, height: places.height };
}

const writer =
  (pen: Pen, { font, has }: Painter): Write =>
  (text, { x, y, width }, { size, bold = false, quiet = false, right = false }) => {
    pen.font = font(size, bold);
    pen.textAlign = right ? 'right' : 'left';
    pen.fillStyle = quiet ? INK.quiet : INK.text;
    pen.fillText(fit(drawable(text, has) || '?', width, (part) => pen.measureText(part).width), x, y);
  };

function drawBar(pen: Pen, write: Write, { lead, label, share, value }: Bar, { top, indent }: { top: number; indent: number }): void {
  const line = top + ROW / 2 + 6;
  if (lead !== undefined) write(lead, { x: EDGE, y: line, width: LEAD - 8 }, { size: 17, quiet: true });
  write(label, { x: EDGE + indent, y: line, width: TRACK.from - EDGE - indent - 16 }, { size: 17, bold: true });
  write(value, { x: VALUE, y: line, width: VALUE - TRACK.to - 12 }, { size: 16, right: true });
  const length = TRACK.to - TRACK.from;
  pill(pen, INK.track, { x: TRACK.from, y: top + (ROW - TRACK.height) / 2, width: length, height: TRACK.height });
  // what is more than nothing is seen
  const done = share <= 0 ? 0 : Math.max(TRACK.height, length * Math.min(1, share));
  if (done > 0) pill(pen, INK.bar, { x: TRACK.from, y: top + (ROW - TRACK.height) / 2, width: done, height: TRACK.height });
}

function drawDays(pen: Pen, write: Write, { label, marks, from, to }: Days, top: number): void {
  const inner = WIDTH - EDGE * 2;
  const side = (inner - DAYS.gap * (marks.length - 1)) / marks.length;
  const [squares, below] = [top + DAYS.top, top + DAYS.top + side + 22];
  write(label, { x: EDGE, y: top + 26, width: inner }, { size: 15, quiet: true });
  for (const [i, mark] of marks.entries()) {
    pen.fillStyle = mark ? INK.bar : INK.track;
    pen.beginPath();
    pen.roundRect(EDGE + i * (side + DAYS.gap), squares, side, side, 4);
    pen.fill();
  }
  write(from, { x: EDGE, y: below, width: inner / 2 }, { size: 14, quiet: true });
  write(to, { x: WIDTH - EDGE, y: below, width: inner / 2 }, { size: 14, quiet: true, right: true });
}

function pill(pen: Pen, ink: string, { x, y, width, height }: { x: number; y: number; width: number; height: number }): void {
  pen.fillStyle = ink;
  pen.beginPath();
  pen.roundRect(x, y, width, height, height / 2);
  pen.fill();
}
