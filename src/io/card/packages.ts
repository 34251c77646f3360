import { createRequire } from 'node:module';
import type { CanvasPackage } from './canvas.js';

/** Optional dependencies: a canvas, and a font with the characters of Chinese (OFL). Neither has an install script. */
export const CANVAS = '@napi-rs/canvas';
export const FONT = '@fontsource/noto-sans-sc';

const require = createRequire(import.meta.url);

/** The weights in use, and the pieces of the font that are looked through for a character, in this order. */
export const WEIGHTS = [400, 700] as const;
export const PIECES = ['chinese-simplified', 'latin', 'latin-ext', 'cyrillic', 'vietnamese'] as const;

/** The file of one piece in one weight. @throws Error where the package is not installed */
export const fontFile = (piece: string, weight: number): string => require.resolve(`${FONT}/files/noto-sans-sc-${piece}-${weight}-normal.woff`);

/** @throws Error where the package, or its build for this machine, is not installed */
export const loadCanvas = (): CanvasPackage => require(CANVAS) as CanvasPackage;

/** Names of the packages that pictures need and that are not installed; looked up, not loaded. */
export function missingForPictures(): string[] {
  const found = (path: string): boolean => {
    try {
      return require.resolve(path) !== '';
    } catch {
      return false;
    }
  };
  return [...(found(CANVAS) ? [] : [CANVAS]), ...(found(`${FONT}/files/noto-sans-sc-latin-400-normal.woff`) ? [] : [FONT])];
}
