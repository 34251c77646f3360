/** What the value of a variable stands for, from its text without the white space around it, never empty; undefined where it is not valid. */
export type Reader<T> = (text: string) => T | undefined;

export const such =
  (fits: (text: string) => boolean): Reader<string> =>
  (text) =>
    fits(text) ? text : undefined;

export const like = (shape: RegExp): Reader<string> => such((text) => shape.test(text));

export const either =
  <W extends string>(...words: readonly W[]): Reader<W> =>
  (text) =>
    words.find((word) => word === text);

/** A whole number in digits, of at most five. */
export const whole =
  (least: number, most: number): Reader<number> =>
  (text) =>
    /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;
