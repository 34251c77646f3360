/** A member's way through the course. Values in, values out; local days are `YYYY-MM-DD`. */
export interface Reader {
  /** Id of the lesson opened last, and its page. */
  readonly last?: string | undefined;
  readonly page?: number | undefined;
  /** By lesson id, the days on which it was read to the end, oldest first: the first pass, the second … */
  readonly passes: Readonly<Record<string, readonly string[]>>;
}

export const readerKey = (member: string): string => `reader:${member}`;

export const NEW_READER: Reader = { passes: {} };

export const opened = (reader: Reader, lesson: string, page: number): Reader =>
  reader.last === lesson && reader.page === page ? reader : { ...reader, last: lesson, page };

/** Marks a pass. The same lesson twice on one day is one pass: a second press of a button is no second reading. */
export function passed(reader: Reader, lesson: string, day: string): Reader {
  const days = passesOf(reader, lesson);
  if (days.includes(day)) return reader;
  return { ...reader, passes: { ...reader.passes, [lesson]: [...days, day].sort() } };
}

export const passesOf = (reader: Reader, lesson: string): readonly string[] => (Object.hasOwn(reader.passes, lesson) ? (reader.passes[lesson] ?? []) : []);

/** How many of these lessons were read at least once, twice, three times …; empty while none was. */
export function byPass(reader: Reader, lessons: readonly string[]): number[] {
  const counts = lessons.map((lesson) => passesOf(reader, lesson).length);
  return Array.from({ length: Math.max(0, ...counts) }, (_, i) => counts.filter((count) => count > i).length);
}

/** All passes, the newest first; on one day in reading order. */
export function history(reader: Reader, lessons: readonly string[]): { lesson: string; day: string; pass: number }[] {
  return lessons
    .flatMap((lesson) => passesOf(reader, lesson).map((day, i) => ({ lesson, day, pass: i + 1 })))
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
}
