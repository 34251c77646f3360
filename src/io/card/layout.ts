import type { Card } from '../../card.js';

/**
 * Places and sizes in CSS pixels; the file has `SCALE` pixels for each. Chats show a picture 360 to 550 wide, so that the
 * card is hardly wider: its text stays as large as the text around it.
 */
export const SCALE = 2;
export const WIDTH = 600;
export const EDGE = 28;
/** Base lines of the two lines at the top. */
export const TITLE = 50;
export const ABOUT = 80;
/** A bar: the height of its row, where the track and the value stand in it, and the room for a lead. */
export const ROW = 42;
export const LEAD = 40;
export const TRACK = { from: 290, to: 448, height: 14 };
export const VALUE = WIDTH - EDGE;
/** The row of days: its height, where its squares begin in it, and the gap between two of them. */
export const DAYS = { height: 94, top: 40, gap: 4 };
export const FOOT = 36;
const HEAD = { short: 68, tall: 98 };
const BOTTOM = 18;

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
  const afterDays = afterBars + (days ? DAYS.height : 0);
  return { bars: first, days: afterBars, foot: afterDays, height: afterDays + (foot === undefined ? 0 : FOOT) + BOTTOM };
}
