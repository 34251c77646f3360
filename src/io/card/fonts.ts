import { readFile } from 'node:fs/promises';
import type { CanvasPackage } from './canvas.js';
import { fontFile, loadCanvas, PIECES, WEIGHTS } from './packages.js';
import { coverage } from './woff.js';

/** A canvas with its fonts. */
export interface Painter extends Pick<CanvasPackage, 'createCanvas'> {
  /** A CSS font. `size`: CSS pixels. */
  font(size: number, bold?: boolean): string;
  has(code: number): boolean;
}

/** The pieces go under names of their own: under one name the canvas would look into one of them only. */
const family = (piece: string): string => `Study Hall ${piece}`;
const FAMILIES = PIECES.map((piece) => `"${family(piece)}"`).join(', ');

/** Loads the canvas and registers the fonts, some hundred milliseconds. @throws Error where the packages are missing or broken */
export async function loadPainter(): Promise<Painter> {
  const { createCanvas, GlobalFonts } = loadCanvas();
  const codes = new Set<number>();
  for (const piece of PIECES) {
    for (const weight of WEIGHTS) {
      const font = await readFile(fontFile(piece, weight));
      if (!GlobalFonts.register(font, family(piece))) throw new Error(`the font ${piece} ${weight} was not taken`);
      // both weights have the same characters
      if (weight === 400) for (const code of coverage(font)) codes.add(code);
    }
  }
  return {
    createCanvas,
    font: (size, bold = false) => `${bold ? 700 : 400} ${size}px ${FAMILIES}`,
    has: (code) => codes.has(code),
  };
}
