import { WebAPIRateLimitedError } from '@slack/web-api';
import { DeliveryError } from '../../src/errors.js';
import { teamOf } from './ids.js';

/** Workspaces of which a limit is remembered. */
const MOST = 1000;

interface Met {
  readonly channel: string;
  /** By performance.now(). */
  readonly until: number;
  /** The whole workspace waits. */
  readonly all: boolean;
}

/** What is known of Slack's limits, by workspace. */
export interface Limits {
  /** A post to this channel was refused. Who has to wait: for `alone` a workspace's limit is the platform's. */
  met(channel: string, retryAfterMs: number): 'channel' | 'all';
  /** @throws DeliveryError while the workspace of the channel has to wait; the others go on */
  check(channel: string): void;
  /** A look-up has a limit of its own, which says nothing about posts. */
  unmet<T>(look: () => Promise<T>): Promise<T>;
}

/**
 * Slack limits posts by channel and by workspace, and its 429 does not say which it was. Channels keep their distance here, so
 * one alone was too fast by somebody else's doing; when a second one meets a limit meanwhile, it is the workspace's.
 */
export function createLimits(alone: boolean): Limits {
  const last = new Map<string, Met>();
  return {
    met(channel, retryAfterMs) {
      const team = teamOf(channel);
      const now = performance.now();
      const before = last.get(team);
      const all = before !== undefined && before.until > now && (before.all || before.channel !== channel);
      last.delete(team);
      last.set(team, { channel, until: now + retryAfterMs, all });
      for (const oldest of last.keys()) {
        if (last.size <= MOST) break;
        last.delete(oldest);
      }
      return all && alone ? 'all' : 'channel';
    },
    check(channel) {
      const met = last.get(teamOf(channel));
      const left = (met?.until ?? 0) - performance.now();
      if (!alone && met?.all === true && left > 0) throw new DeliveryError('retry', 'ratelimited', { retryAfterMs: left });
    },
    async unmet(look) {
      try {
        return await look();
      } catch (error) {
        if (!(error instanceof WebAPIRateLimitedError)) throw error;
        throw new DeliveryError('retry', 'ratelimited', { retryAfterMs: error.retryAfter * 1000 });
      }
    },
  };
}
