import type { Fields } from './shape.js';

/** One event on its way to the bot, however often it is sent. */
export interface Delivery {
  /** `event_id`, or `trigger_id` where there is none. */
  readonly id: string;
  readonly kind: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: Fields;
  /** Milliseconds awake from each sending to its acknowledgement. */
  readonly acks: number[];
  /** What each acknowledgement said; empty where it said nothing. */
  readonly replies: string[];
  /** HTTP statuses, in order. */
  readonly statuses: number[];
}

export interface Retry {
  readonly num: number;
  readonly reason: 'timeout' | 'http_error';
}

/** A way to the bot. `send` says whether it was acknowledged in the window. */
export interface Line {
  send(delivery: Delivery, retry?: Retry): Promise<boolean>;
}

/** Slack docs "Events API": up to three more times; commands and presses are sent once. */
const RETRIES = 3;

/** Sends as Slack does: an event again while it is not acknowledged, each miss being a complaint. */
export class Courier {
  readonly #underWay = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    private readonly line: () => Line,
    private readonly complaints: string[],
  ) {}

  deliver(delivery: Delivery): Delivery {
    this.#track(this.#carry(delivery));
    return delivery;
  }

  /** The same event once more, as after a timeout. */
  again(delivery: Delivery, num: number): void {
    this.#track(
      this.line()
        .send(delivery, { num, reason: 'timeout' })
        .then(() => undefined),
    );
  }

  /** Resolves when all that was sent is acknowledged, or late for good. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.settle();
  }

  async #carry(delivery: Delivery): Promise<void> {
    for (let num = 0; num <= (delivery.kind === 'events_api' ? RETRIES : 0); num++) {
      if (await this.line().send(delivery, num === 0 ? undefined : { num, reason: 'timeout' })) return;
      if (this.#stopped) return;
      this.complaints.push(`${delivery.kind} ${delivery.id} was not acknowledged in time`);
    }
  }

  #track(task: Promise<void>): void {
    const kept = task.finally(() => this.#underWay.delete(kept));
    this.#underWay.add(kept);
  }
}
