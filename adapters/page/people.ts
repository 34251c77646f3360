import type { Member } from '../../src/ports.js';
import type { WireLocale, WireMember } from './web/wire.js';

/** The page's one place: a group with one public channel. */
export const GROUP = 'page:hall';
export const CHANNEL = 'page:hall';

/** Two virtual members: one who may manage the group, one who may not. */
export const PEOPLE: readonly WireMember[] = [
  { id: 'page:lin', name: '小林', admin: true, locale: 'zh-CN' },
  { id: 'page:maya', name: 'Maya', admin: false, locale: 'en' },
];

export const isLocale = (value: unknown): value is WireLocale => value === 'zh-CN' || value === 'en';

/** The member of this id, with the language that their client has now. */
export function person(id: unknown, locale?: unknown): Member | undefined {
  const known = PEOPLE.find((one) => one.id === id);
  return known && { id: known.id, name: known.name, admin: known.admin, locale: isLocale(locale) ? locale : known.locale };
}
