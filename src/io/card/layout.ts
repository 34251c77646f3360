import type { Card } from '../../card.js';

/** Places and sizes in CSS pixels; the file has `SCALE` pixels for each. */
export const SCALE = 2;
export const WIDTH = 900;
export const EDGE = 40;
/** Base lines of the two lines at the top. */
export const TITLE = 68;
export const ABOUT = 104;
/** A bar: the height of its row, where label, track and value stand in it, and the room for a lead. */
export const ROW = 48;
export const LEAD = 56;
export const TRACK = { from: 400, to: 720, height: 16 };
export const VALUE = WIDTH - EDGE;
/** The row of days: its height, and the gap between two squares. */
export const DAYS = 118;
export const GAP = 5;
export const FOOT = 40;
const HEAD = { short: 92, tall: 128 };
const BOTTOM = 24;

/** Where the parts begin, from the top, and how high all of it is. */
export interface Places {
  readonly bars: number;
  readonly days: number;
  readonly foot: number;
  readonly height: number;
}

export function placesOf({ about, bars, days, foot }: Card): Places {
  const first = about === undefined ? HEAD.short : HEAD.tall;
  const afterBars = first + bars.length * ROW;
  const afterDays = afterBars + (days ? DAYS : 0);
  return { bars: first, days: afterBars, foot: afterDays, height: afterDays + (foot === undefined ? 0 : FOOT) + BOTTOM };
}
