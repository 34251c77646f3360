/** What goes wrong on purpose. */
export interface Fault {
  /** Web API method, or `response_url`. */
  readonly method: string;
  /** `rate`: 429; `error`: Slack's word; `status`: an HTTP status; `hang`: no answer at all. */
  readonly how: { readonly rate: number } | { readonly error: string; readonly needed?: string } | { readonly status: number } | 'hang';
  /** The call is carried out all the same; only its answer is lost. */
  readonly landed?: boolean;
  /** How often; for ever by default. */
  times?: number;
}

export class Faults {
  #all: Fault[] = [];
  /** Milliseconds between two posts in one channel that Slack asks for; 0 switches it off. Slack docs "Rate limits": about 1 a second. */
  perChannelMs = 0;
  readonly #last = new Map<string, number>();

  add(fault: Fault): void {
    this.#all.push(fault);
  }

  clear(): void {
    this.#all = [];
  }

  next(method: string): Fault | undefined {
    const fault = this.#all.find((one) => one.method === method && one.times !== 0);
    if (fault?.times !== undefined) fault.times -= 1;
    return fault;
  }

  /** Seconds to wait before the channel takes another post; 0 when it takes it now. */
  tooFast(channel: string): number {
    const now = performance.now();
    const wait = (this.#last.get(channel) ?? -Infinity) + this.perChannelMs - now;
    if (this.perChannelMs > 0 && wait > 0) return Math.ceil(wait / 1000);
    this.#last.set(channel, now);
    return 0;
  }
}
