import { addDays, dueInstant, localDate } from '../../schedule/zone.js';

/** A day of study begins at this local time: who answers at one in the morning is still at yesterday's cards. */
const ROLLOVER = '04:00';

/** The local day (`YYYY-MM-DD`) that an instant (epoch ms) belongs to for whoever studies in `zone`. */
export function studyDay(atMs: number, zone: string): string {
  const date = localDate(atMs, zone);
  return atMs >= dueInstant(date, ROLLOVER, zone) ? date : addDays(date, -1);
}
