import type { TextKey } from './texts.js';
import type { WireClock, WireCommand, WireLine, WireLocale, WireMember, WireState, WireTravel } from './wire.js';

export type View = 'both' | 'discord' | 'slack';

/** What the parts of the page share: what is shown now, and what a person may do. */
export interface App {
  readonly state: WireState;
  readonly member: WireMember;
  readonly locale: WireLocale;
  readonly view: View;
  readonly clock: WireClock;
  /** Lines sent from this window, oldest first. */
  readonly sent: string[];
  /** Messages whose payload viewer is open. */
  readonly open: Set<string>;
  t(key: TextKey, params?: Readonly<Record<string, string>>): string;
  /** True when the bot has the line; one that lacks something opens its form instead, and is sent from there. */
  send(line: string, more?: Pick<WireLine, 'pressed' | 'subject' | 'fields'>): Promise<boolean>;
  /** Puts a line into the input, for a person to finish. */
  fill(line: string): void;
  switchMember(id: string): void;
  switchLocale(locale: WireLocale): void;
  switchView(view: View): void;
  travel(to: WireTravel): Promise<void>;
}

/** The example of the command that plans posts, or of any: a line that works as it stands. */
export const exampleOf = (commands: readonly WireCommand[], name: string): string =>
  (commands.find((one) => one.name === name) ?? commands[0])?.example ?? 'help';
