import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what Linux, macOS and Windows give to outgoing connections, and above what services are known by. */
const RANGE = { from: 10_000, to: 32_000 };

/**
 * A port of 127.0.0.1 for what must be told its port before it listens, or must come back on it.
 * One that the system picks may be given to the next outgoing connection of any process in the meantime.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = RANGE.from + Math.floor(Math.random() * (RANGE.to - RANGE.from));
    const probe = createServer().listen(port, '127.0.0.1');
    const free = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!free) continue;
    await new Promise((done) => probe.close(done));
    return port;
  }
}
