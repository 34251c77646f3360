/**
 * What travels between the page's server and the browser. Types only, so that both sides share one file.
 * Times are epoch milliseconds of the bot's clock (which the page can move).
 */
export type WireLocale = 'zh-CN' | 'en';
type Texts = Readonly<Record<WireLocale, string>>;

export interface WireMember {
  readonly id: string;
  readonly name: string;
  readonly admin: boolean;
  /** The language of this member's client before anybody switches it. */
  readonly locale: WireLocale;
}

/** One reply, as each platform would get it. */
export interface WireContent {
  readonly discord: Readonly<Record<string, unknown>>;
  readonly slack: Readonly<Record<string, unknown>>;
  /** The whole reply as plain words, for screen readers. */
  readonly summary: string;
  readonly locale: string;
}

export interface WireMessage {
  readonly id: string;
  readonly at: number;
  /** Set once the message was replaced. */
  readonly edited?: number | undefined;
  /** `you`: only the member who asked, or whom the bot wrote to, gets this message from the server at all. */
  readonly audience: 'everyone' | 'you';
  /** Whom the bot wrote to by itself. */
  readonly to?: string | undefined;
  /** The thread that it stands in: the message above it, and its title. */
  readonly under?: { readonly id: string; readonly title: string } | undefined;
  readonly pinned?: boolean | undefined;
  /** Who asked which line; absent for a post that the bot wrote by itself. */
  readonly asked?: { readonly member: string; readonly name: string; readonly line: string } | undefined;
  /** Acknowledged, and the answer is not here yet. */
  readonly thinking: boolean;
  readonly content?: WireContent | undefined;
}

export interface WireParam {
  readonly name: string;
  readonly about: Texts;
  readonly type: 'text' | 'integer' | 'choice' | 'channel';
  readonly required: boolean;
  /** Only as `name:value`. */
  readonly named?: boolean | undefined;
  readonly choices: readonly { readonly value: string; readonly label: Texts }[];
  readonly completes: boolean;
}

export interface WireAction {
  readonly name: string;
  readonly about: Texts;
  readonly params: readonly WireParam[];
}

export interface WireCommand {
  readonly name: string;
  readonly about: Texts;
  readonly actions: readonly WireAction[];
  readonly example: string;
  /** Its entry in the menu of every message, and the line that it sends. */
  readonly menu?: { readonly name: Texts; readonly line: string } | undefined;
}

/** What a line still lacks. Lengths in UTF-16 units. */
export interface WireForm {
  readonly title: string;
  /** Sent again, with the fields. */
  readonly line: string;
  readonly fields: readonly WireField[];
  readonly submit: string;
}

export interface WireField {
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
  readonly multiline: boolean;
  readonly max: number;
  /** May stay empty. */
  readonly optional?: boolean | undefined;
}

export interface WireClock {
  readonly now: number;
  /** How far the bot's clock was moved from the real time. */
  readonly offsetMs: number;
}

/** `GET /state`. */
export interface WireState {
  readonly members: readonly WireMember[];
  readonly commands: readonly WireCommand[];
  /** IANA zone in which the clock is shown. */
  readonly zone: string;
  /** Whether the clock may be moved. */
  readonly travels: boolean;
}

export interface WireSuggestion {
  readonly label: string;
  readonly value: string;
}

/** Server-Sent Events of `GET /events?member=…`, by event name. */
export interface WireEvents {
  /** First on every connection: all that this member may see, oldest first. `start` is another one after a restart. */
  readonly history: { readonly start: string; readonly messages: readonly WireMessage[]; readonly clock: WireClock };
  /** A new message, or a known one that changed. */
  readonly message: WireMessage;
  readonly gone: { readonly id: string };
  readonly clock: WireClock;
  /** A schedule changed, or what follows one of its posts: a calendar that is shown is stale. */
  readonly calendar: Record<string, never>;
  /** Content was loaded again: what was completed or cached may be stale. */
  readonly refresh: Record<string, never>;
}

/** Body of `POST /line`. `event`: the browser's id of the event, so that a repeated delivery counts once. */
export interface WireLine {
  readonly member: string;
  readonly locale: WireLocale;
  readonly line: string;
  /** The message whose button or menu sent it. */
  readonly pressed?: string | undefined;
  /** The message that it was chosen for, in that message's own menu. */
  readonly subject?: string | undefined;
  /** The fields of the form that this line was answered with, by name. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly event?: string | undefined;
}

/** Answer of `POST /line`. With a form nothing was done yet: the line lacks what the form asks for. */
export interface WireSent {
  readonly form?: WireForm | undefined;
}

/** Body of `POST /clock`: a step, an instant (epoch ms), or the beginning of a local day (`YYYY-MM-DD`) in the zone of the page. */
export type WireTravel = { readonly to: 'hour' | 'day' | 'post' | 'now' } | { readonly to: 'moment'; readonly at: number } | { readonly to: 'date'; readonly date: string };

/** What became of an occurrence, or is to come. */
export type WireMark = 'sent' | 'late' | 'missed' | 'skipped' | 'due' | 'next';

/** One occurrence of the calendar; its sentences are in the language that was asked for. */
export interface WireOccurrence {
  /** Number of its schedule. */
  readonly schedule: number;
  /** Local day in the zone of the page, and the instant at which it is or was due. */
  readonly day: string;
  readonly at: number;
  readonly state: WireMark;
  /** What is posted. */
  readonly title: string;
  /** What became of it; empty for one that is to come. */
  readonly said: string;
  /** What follows it, a sentence each. */
  readonly steps: readonly string[];
}

export interface WireSchedule {
  readonly number: number;
  readonly state: 'on' | 'paused' | 'finished';
  /** What it posts, when, and how it stands: a sentence each. */
  readonly title: string;
  readonly when: string;
  readonly said: string;
  /** What followed a stop, a sentence each. */
  readonly steps: readonly string[];
}

/** `GET /calendar?month=YYYY-MM&locale=…`: the six weeks around a month. */
export interface WireCalendar {
  readonly month: string;
  /** By time. */
  readonly occurrences: readonly WireOccurrence[];
  /** By number. */
  readonly schedules: readonly WireSchedule[];
}

/** Body of every answer that is not a success. */
export interface WireError {
  readonly error: { readonly code: string; readonly message: string };
}
