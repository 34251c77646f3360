/** The part of `@napi-rs/canvas` in use, written down here: the package is optional, and what is built must not need it. */
export interface Canvas {
  getContext(kind: '2d'): Pen;
  encode(format: 'png'): Promise<Uint8Array>;
}

/** As in a browser (HTML standard, "CanvasRenderingContext2D"). */
export interface Pen {
  fillStyle: string;
  strokeStyle: string;
  font: string;
  textAlign: 'left' | 'right';
  scale(x: number, y: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  beginPath(): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  fill(): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
}

export interface CanvasPackage {
  /** Sizes in pixels. */
  createCanvas(width: number, height: number): Canvas;
  readonly GlobalFonts: {
    /** A font file under a family's name; null where it is none. */
    register(font: Uint8Array, family: string): object | null;
  };
}
