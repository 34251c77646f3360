import type { ServerResponse } from 'node:http';
import { Refused } from './guard.js';
import type { Hall } from './hall.js';
import type { WireClock, WireEvents } from './web/wire.js';

/** Browser windows at once; a forgotten script cannot take the process down. */
const MAX_STREAMS = 64;
/** Milliseconds between comments that keep the connection open. */
const HEARTBEAT_MS = 20_000;
/** Bytes that may wait for a window that does not read; then it is cut off, and comes back by itself. */
const MAX_WAITING = 4 * 1024 * 1024;

export interface Streams {
  /** Sends history, then everything new, for one member, until the browser leaves. @throws Refused */
  open(response: ServerResponse, member: string): void;
  closeAll(): void;
}

/** Server-Sent Events. `start` names this start of the bot, so that an open page notices a restart. */
export function createStreams(hall: Hall, start: string, clock: () => WireClock): Streams {
  const open = new Set<ServerResponse>();
  return {
    open(response, member) {
      if (open.size >= MAX_STREAMS) throw new Refused(503, 'busy', 'Too many windows are open.');
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      const send = <E extends keyof WireEvents>(event: E, data: WireEvents[E]) => {
        response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
        if (response.writableLength > MAX_WAITING) response.destroy();
      };
      send('history', { start, messages: hall.seenBy(member), clock: clock() });
      const unwatch = hall.watch(member, send);
      const beat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
      open.add(response);
      response.on('close', () => {
        clearInterval(beat);
        unwatch();
        open.delete(response);
      });
    },
    closeAll() {
      for (const response of open) response.end();
    },
  };
}
