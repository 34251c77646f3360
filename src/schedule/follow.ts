import { DeliveryError } from '../errors.js';
import type { Locale } from '../locale/index.js';
import type { MessageRef } from '../ports.js';
import type { Trouble } from './schedule.js';

/**
 * What is to follow a post, or a failure: each step is tried on its own until it is done or given up, and none holds up
 * another. A value; killed anywhere, it goes on where it was.
 */
export const STEPS = ['thread', 'pin', 'quiz', 'reveal', 'result', 'notice', 'tell'] as const;
export type StepKind = (typeof STEPS)[number];

export interface Step {
  readonly kind: StepKind;
  readonly state: 'todo' | 'done' | 'lost';
  /** Epoch milliseconds: not before. */
  readonly at: number;
  /** Attempts that failed. */
  readonly tries: number;
  /** `lost`: why, as the platform or the log calls it. */
  readonly why?: string | undefined;
}

export interface Follow {
  /** The key of the occurrence. */
  readonly key: string;
  readonly schedule: string;
  readonly platform: string;
  readonly group: string;
  readonly channel: string;
  /** Language of the post. */
  readonly locale: Locale;
  readonly date: string;
  readonly lesson?: string | undefined;
  /** Where the post stands; undefined where none landed. */
  readonly message?: MessageRef | undefined;
  /** `tell`: what went wrong. */
  readonly trouble?: Trouble | undefined;
  readonly steps: readonly Step[];
}

/** Between two attempts of a step: 2 s, 4 s … up to 10 minutes. */
const BACKOFF = { firstMs: 2000, mostMs: 10 * 60_000 } as const;
/** A step that failed so often is given up: after about three hours. */
const MAX_TRIES = 24;

const backoffMs = (tries: number): number => Math.min(BACKOFF.mostMs, BACKOFF.firstMs * 2 ** Math.max(0, tries - 1));

/**
 * How long to wait after a failure, the `tries`-th: as long as the platform asked for, if it said so. A bug of ours is waited for
 * as well: it may be of one moment; and a token that is no good, which whoever runs the bot can change. Undefined for what the
 * platform will never do.
 */
export function waitMs(error: unknown, tries: number): number | undefined {
  if (!(error instanceof DeliveryError) || isTokenless(error)) return backoffMs(tries);
  if (error.kind !== 'retry') return undefined;
  return Math.max(Number.isFinite(error.retryAfterMs) ? error.retryAfterMs : 0, backoffMs(tries));
}

/** The platform takes nothing from the bot at all. */
export const isTokenless = (error: unknown): boolean => error instanceof DeliveryError && error.kind === 'forbidden' && error.scope === 'all';

export const step = (kind: StepKind, at: number): Step => ({ kind, state: 'todo', at, tries: 0 });

const change = (follow: Follow, kind: StepKind, to: (one: Step) => Step): Follow => ({ ...follow, steps: follow.steps.map((one) => (one.kind === kind && one.state === 'todo' ? to(one) : one)) });

/** A step is done; others may come of it. */
export const did = (follow: Follow, kind: StepKind, more: readonly Step[] = []): Follow => {
  const after = change(follow, kind, (one) => ({ ...one, state: 'done' }));
  return { ...after, steps: [...after.steps, ...more.filter((one) => !after.steps.some((there) => there.kind === one.kind))] };
};

/** A step failed: it is tried again later, or given up when it failed too often, or the platform will never do it. */
export const failed = (follow: Follow, kind: StepKind, now: number, error: unknown): Follow =>
  change(follow, kind, (one) => {
    const tries = one.tries + 1;
    const wait = waitMs(error, tries);
    return wait === undefined || tries >= MAX_TRIES ? { ...one, tries, state: 'lost', why: whyOf(error) } : { ...one, tries, at: now + wait };
  });

const whyOf = (error: unknown): string => (error instanceof DeliveryError ? error.missing.join(', ') || error.kind : 'retry');

/** What waits for its time need not wait longer than until `at` (epoch ms). */
export const hastened = (follow: Follow, kind: StepKind, at: number): Follow => change(follow, kind, (one) => ({ ...one, at: Math.min(one.at, at) }));

/** The steps whose time has come. */
export const ready = (follow: Follow, now: number): readonly Step[] => follow.steps.filter(({ state, at }) => state === 'todo' && at <= now);

/** Epoch ms at which to look at it again; undefined when nothing is left to do. */
export function followAt({ steps }: Follow): number | undefined {
  const waiting = steps.filter(({ state }) => state === 'todo').map(({ at }) => at);
  return waiting.length > 0 ? Math.min(...waiting) : undefined;
}
