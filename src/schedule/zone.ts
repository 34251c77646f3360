/**
 * Local time by Intl alone. A wall time in a gap of daylight saving moves forward by the gap, one that occurs
 * twice is the first of the two ("compatible", as Temporal and RFC 5545 have it).
 */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let known = formats.get(zone);
  if (!known) {
    known = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, known);
  }
  return known;
}

let listed: ReadonlySet<string> | undefined;
const usual = (): ReadonlySet<string> => (listed ??= new Set(Intl.supportedValuesOf('timeZone')));

/** True for an IANA zone that this runtime knows; plain offsets such as `+08:00` are not zones. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || name.length > 64) return false;
  // a format takes 15 ms and 8 MB of Intl's data: only where a name is not one of the usual ones, or is used
  if (usual().has(name)) return true;
  try {
    format(name);
    return true;
  } catch {
    return false;
  }
}

/** Offsets that were asked for lately, by zone and minute: most schedules are due at the same few times, and Intl is slow. */
const offsets = new Map<string, number>();
const OFFSETS_KEPT = 10_000;

/** How far the clocks of `zone` are ahead of UTC at an instant, milliseconds. They are changed at whole minutes (since 1972). */
function offsetAt(atMs: number, zone: string): number {
  const minute = Math.floor(atMs / 60_000);
  const key = `${zone} ${minute}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const part = Object.fromEntries(format(zone).formatToParts(minute * 60_000).map((p) => [p.type, Number(p.value)]));
  const offset = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']) - minute * 60_000;
  if (offsets.size >= OFFSETS_KEPT) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** The wall clock of `zone` at an instant, as if it were UTC (epoch ms of the same digits, to the second). */
const wall = (atMs: number, zone: string): number => Math.floor(atMs / 1000) * 1000 + offsetAt(atMs, zone);

/** `YYYY-MM-DD` in `zone` at an instant (epoch ms). */
export const localDate = (atMs: number, zone: string): string => new Date(wall(atMs, zone)).toISOString().slice(0, 10);

/** As `localDate`, for days that begin at `hour` o'clock (0 to 12) on that clock: before it, it is still the day before. */
export const dayFrom = (atMs: number, zone: string, hour: number): string => new Date(wall(atMs, zone) - hour * 3_600_000).toISOString().slice(0, 10);

/** The instant (epoch ms) at which the clocks of `zone` show `date` `time`. */
export function dueInstant(date: string, time: string, zone: string): number {
  const want = Date.parse(`${date}T${time}:00Z`);
  // the offsets in force a day before and a day after bracket any change
  const candidates = [want - offsetAt(want - 86_400_000, zone), want - offsetAt(want + 86_400_000, zone)];
  const right = candidates.filter((at) => wall(at, zone) === want);
  // none shows the wanted digits: a gap; the earlier offset moves it forward
  return right.length > 0 ? Math.min(...right) : (candidates[0] as number);
}

/** The local date `days` after `date`. */
export const addDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Whole days from one local date to another. */
export const daysBetween = (from: string, to: string): number => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

/** The Monday of a local date's week. */
export const weekOf = (date: string): string => addDays(date, 1 - weekday(date));

/** ISO weekday of a local date: 1 Monday … 7 Sunday. */
export const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
