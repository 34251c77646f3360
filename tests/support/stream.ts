import type { WireEvents } from '../../adapters/page/web/wire.js';

type Event = { [E in keyof WireEvents]: { readonly event: E; readonly data: WireEvents[E] } }[keyof WireEvents];

/** What one member's window of the local page receives, in order. */
export interface Stream {
  readonly seen: Event[];
  /** The first event of this name that fits; waits for it. */
  next<E extends keyof WireEvents>(event: E, fits?: (data: WireEvents[E]) => boolean): Promise<WireEvents[E]>;
  close(): void;
}

/** Opens `GET /events` as a browser would. */
export async function openStream(address: string, member: string): Promise<Stream> {
  const stop = new AbortController();
  const response = await fetch(new URL(`/events?${new URLSearchParams({ member })}`, address), { signal: stop.signal });
  if (!response.body) throw new Error('no stream');
  const seen: Event[] = [];
  let wake = () => {};
  const read = async (body: ReadableStream<Uint8Array>) => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? [];
        if (event && data) seen.push({ event, data: JSON.parse(data) } as Event);
      }
      wake();
    }
  };
  // ends with the abort below, or when the server leaves
  read(response.body).catch(() => {});
  return {
    seen,
    async next<E extends keyof WireEvents>(event: E, fits: (data: WireEvents[E]) => boolean = () => true) {
      for (;;) {
        const found = seen.find((one) => one.event === event && fits(one.data as WireEvents[E]));
        if (found) return found.data as WireEvents[E];
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: () => stop.abort(),
  };
}
