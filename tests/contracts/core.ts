import type { Core, Form, Request, Responder, Suggestion } from '../../src/ports.js';
import { awakeMs } from '../support/awake.js';

/** One request that the adapter handed over, answered by the test's own hand. */
export interface Received {
  readonly request: Request;
  readonly responder: Responder;
  /** Ends `receive`. */
  done(): void;
}

export interface HandCore extends Core {
  readonly received: Received[];
  readonly asked: { command: string; param: string; typed: string; locale: string | undefined }[];
  suggestions: Suggestion[];
  /** By line. */
  readonly forms: Map<string, Form>;
  /** Groups that took the bot out. */
  readonly gone: string[];
  /** The n-th request (from 0), as soon as it is there; rejects after `withinMs`. */
  nth(n: number, withinMs?: number): Promise<Received>;
}

/** A core driven by hand: it thinks until the test says `done`, and the test plays its part with the responder. */
export function handCore(): HandCore {
  const received: Received[] = [];
  const core: HandCore = {
    received,
    asked: [],
    suggestions: [],
    forms: new Map(),
    gone: [],
    receive: (request, responder) => new Promise<void>((done) => void received.push({ request, responder, done })),
    async suggest(command, param, typed, request) {
      core.asked.push({ command, param, typed, locale: request.member.locale });
      return core.suggestions;
    },
    form: ({ line }) => core.forms.get(line),
    left: async (group) => void core.gone.push(group),
    nth: (n, withinMs = 5_000) => soon(() => received[n], `request ${n}`, withinMs),
  };
  return core;
}

/** Waits until `find` gives something; rejects with what was missing after so many milliseconds awake. */
export async function soon<T>(
  find: () => T | undefined | false | Promise<T | undefined | false>,
  what: string,
  withinMs = 30_000,
): Promise<T> {
  for (const end = awakeMs() + withinMs; ; ) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (awakeMs() > end) throw new Error(`${what} did not come within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
