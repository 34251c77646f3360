import type { View } from './app.js';
import type { WireLocale } from './wire.js';

/** What a window remembers: whom it shows, each member's language, the view, whether the calendar is open. Nothing secret. */
export interface Prefs {
  readonly member?: string | undefined;
  readonly locales: Readonly<Record<string, WireLocale>>;
  readonly view: View;
  readonly calendar: boolean;
}

const KEY = 'study-hall';

export function readPrefs(): Prefs {
  const blank: Prefs = { locales: {}, view: 'both', calendar: false };
  try {
    return { ...blank, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Prefs>) };
  } catch {
    return blank;
  }
}

export function savePrefs(prefs: Prefs): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs));
  } catch {
    // a browser that keeps nothing still works; the choice lasts as long as the window
  }
}
