import type { WireCalendar, WireClock, WireError, WireEvents, WireLine, WireLocale, WireSent, WireState, WireSuggestion, WireTravel } from './wire.js';

/** An answer that is not a success, by the server's code (`offline` where there was none). */
export class Failed extends Error {
  override readonly name = 'Failed';
  constructor(readonly code: string) {
    super(code);
  }
}

const token = document.querySelector<HTMLMetaElement>('meta[name="page-token"]')?.content ?? '';

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch(() => undefined);
  if (!response) throw new Failed('offline');
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Failed((body as WireError | undefined)?.error?.code ?? String(response.status));
  return body as T;
}

const post = <T>(path: string, body: unknown) =>
  ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-page-token': token }, body: JSON.stringify(body) });

export const getState = () => ask<WireState>('/state');
export const sendLine = (line: WireLine) => post<WireSent>('/line', { event: crypto.randomUUID(), ...line });
export const travel = (to: WireTravel) => post<WireClock>('/clock', to);
export const getCalendar = (month: string, locale: WireLocale) => ask<WireCalendar>(`/calendar?${new URLSearchParams({ month, locale })}`);

export const suggest = (query: { member: string; locale: string; command: string; param: string; typed: string }) =>
  ask<WireSuggestion[]>(`/suggest?${new URLSearchParams(query)}`);

export type Handlers = { readonly [E in keyof WireEvents]: (data: WireEvents[E]) => void } & { readonly lost: () => void };

/** Listens as one member until the returned function is called; the browser reconnects by itself. */
export function listen(member: string, handlers: Handlers): () => void {
  const source = new EventSource(`/events?${new URLSearchParams({ member })}`);
  const on = <E extends keyof WireEvents>(event: E) => {
    const handle = handlers[event] as (data: WireEvents[E]) => void;
    source.addEventListener(event, (message: MessageEvent<string>) => handle(JSON.parse(message.data) as WireEvents[E]));
  };
  on('history');
  on('message');
  on('gone');
  on('clock');
  on('calendar');
  on('refresh');
  source.addEventListener('error', handlers.lost);
  return () => source.close();
}
