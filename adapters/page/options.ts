import type { DeclaredCommand } from '../../src/commands/declared.js';
import type { TravelClock } from '../../src/io/clock.js';
import type { Log, Pictures } from '../../src/ports.js';
import type { WireCalendar, WireLocale } from './web/wire.js';

export interface PageOptions {
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port: number;
  readonly log: Log;
  readonly clock: TravelClock;
  readonly commands: readonly DeclaredCommand[];
  /** IANA zone in which the page shows the bot's time. */
  readonly zone: string;
  /** Whether the clock may be moved here: not while real platforms are served, because their posts would go out too. */
  readonly travels: boolean;
  /** Called after the clock was moved; resolves when what became due has run. */
  readonly moved: () => Promise<void>;
  /** Epoch ms of the next daily post in this channel; undefined where none is planned. */
  readonly nextPostAt: () => Promise<number | undefined>;
  /** The group's schedules in the six weeks around a month (`YYYY-MM`). */
  readonly calendar: (month: string, locale: WireLocale) => Promise<WireCalendar>;
  /** Without it no picture is shown. */
  readonly pictures?: Pictures | undefined;
}
