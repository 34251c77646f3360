import type { Bot } from '../../src/bot.js';
import type { Parts } from '../../src/commands/command.js';
import { schedulesOf } from '../../src/schedule/book.js';
import { wakeAt } from '../../src/schedule/step.js';
import { calendarOf } from './calendar.js';
import { createPageAdapter, type PageAdapter } from './index.js';
import type { PageOptions } from './options.js';
import { GROUP } from './people.js';

/** The page of a bot, with what it shows of the bot's plans. */
export function pageOf(bot: Pick<Bot, 'tick'>, parts: Parts, options: Omit<PageOptions, 'moved' | 'nextPostAt' | 'calendar'>): PageAdapter {
  return createPageAdapter({
    ...options,
    moved: () => bot.tick(),
    nextPostAt: async () => {
      const times = (await schedulesOf(parts.store, GROUP)).flatMap((schedule) => wakeAt(schedule) ?? []);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    calendar: (month, locale) => calendarOf(parts, month, locale, options.zone),
  });
}
