const DAY_MS = 86_400_000;

/** Age of a local day on another, in whole days and whole calendar years; 0 for a day that is still to come. Both `YYYY-MM-DD`. */
export function ageOf(date: string, now: string): { days: number; years: number } {
  const [y1, m1, d1] = parts(date);
  const [y2, m2, d2] = parts(now);
  const days = Math.round((Date.UTC(y2, m2 - 1, d2) - Date.UTC(y1, m1 - 1, d1)) / DAY_MS);
  const years = y2 - y1 - (m2 < m1 || (m2 === m1 && d2 < d1) ? 1 : 0);
  return { days: Math.max(0, days), years: Math.max(0, years) };
}

function parts(day: string): [number, number, number] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
}
