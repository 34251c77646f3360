import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut, or slow. */
export interface Cut {
  readonly port: number;
  /** What is asked from now on arrives; the connection is cut before its answer comes back. New connections work. */
  beforeAnswer(): void;
  /** Every answer takes so many ms longer from now on. */
  slow(ms: number): void;
  close(): Promise<void>;
}

export async function cutTo(port: number): Promise<Cut> {
  const sockets = new Set<Socket>();
  let cutting = false;
  let late = 0;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let doomed = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => [near, far].forEach((one) => (sockets.delete(one), one.destroy())));
    }
    near.on('data', (part) => {
      if (cutting) {
        cutting = false;
        doomed = true;
      }
      far.write(part);
    });
    far.on('data', (part) => {
      if (doomed) near.destroy();
      else if (late > 0) setTimeout(() => near.writable && near.write(part), late);
      else near.write(part);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    beforeAnswer: () => void (cutting = true),
    slow: (ms) => void (late = ms),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
