/**
 * A picture as a plain value: what a reply says in words, to be taken in at a glance. It holds texts and shares, no
 * colours and no places, so that the core needs no canvas and two equal cards are one picture.
 */
export interface Card {
  readonly title: string;
  /** One line below the title. */
  readonly about?: string | undefined;
  readonly bars: readonly Bar[];
  readonly days?: Days | undefined;
  /** Small print. */
  readonly foot?: string | undefined;
}

export interface Bar {
  /** Stands before the label, as a rank does. */
  readonly lead?: string | undefined;
  /** Data where it is somebody's name: whoever draws it tames it and cuts it to its place. */
  readonly label: string;
  /** How far the bar goes, 0 to 1. */
  readonly share: number;
  readonly value: string;
}

/** A row of days, the oldest first. */
export interface Days {
  readonly label: string;
  /** Whether something was done on each. */
  readonly marks: readonly boolean[];
  /** What stands below the first and the last of them. */
  readonly from: string;
  readonly to: string;
}

/** A drawn card: PNG. The sizes are CSS pixels; the file has twice as many each way. */
export interface Picture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}
