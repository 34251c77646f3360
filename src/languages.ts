import { type Documents, type Settings, settingsKey } from './documents.js';
import { localeOf, type Locale } from './locale/index.js';
import type { Audience, Member, Place } from './ports.js';

const chosen = async (documents: Documents, of: string): Promise<Locale | undefined> => localeOf((await documents.get<Settings>(settingsKey(of)))?.locale);

/** The language of a place: the channel's, then the group's, then what the platform says of the group, then the default. */
export async function placeLocale(documents: Documents, place: Pick<Place, 'channel' | 'group' | 'locale'>, fallback: Locale): Promise<Locale> {
  return (await chosen(documents, place.channel)) ?? (await chosen(documents, place.group)) ?? localeOf(place.locale) ?? fallback;
}

interface Who {
  readonly member: Member;
  readonly place: Place;
  readonly locale?: string | undefined;
}

/** Public text is in the place's language, private text in the member's. */
export async function answerLocale(documents: Documents, who: Who, audience: Audience, fallback: Locale): Promise<Locale> {
  const asked = localeOf(who.locale);
  if (asked) return asked;
  if (audience === 'everyone') return placeLocale(documents, who.place, fallback);
  return (await chosen(documents, who.member.id)) ?? localeOf(who.member.locale) ?? placeLocale(documents, who.place, fallback);
}

/** The same while what people chose cannot be read: what the platform tells of them. */
export function toldLocale({ member, place, locale }: Who, audience: Audience, fallback: Locale): Locale {
  const own = audience === 'everyone' ? undefined : localeOf(member.locale);
  return localeOf(locale) ?? own ?? localeOf(place.locale) ?? fallback;
}
