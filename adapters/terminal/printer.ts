import type { Reply } from '../../src/reply.js';
import { renderJson, renderText } from './render.js';

export type Out = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * Writes replies and complaints, each awaited, so that nothing is cut off at exit. A reader that has gone
 * (`ask … | head -1`) is no failure: what follows is dropped. Any other write error is one.
 */
export function createPrinter(stdout: Out, stderr: Out, { json, color }: { json: boolean; color: boolean }) {
  let state: 'fine' | 'gone' | 'broken' = 'fine';
  let count = 0;
  const fail = (error: NodeJS.ErrnoException) => {
    if (state === 'fine') state = error.code === 'EPIPE' ? 'gone' : 'broken';
  };
  stdout.on('error', fail);
  // who cannot complain has nobody left to tell
  stderr.on('error', () => {});
  const write = (to: Out, body: string) =>
    new Promise<void>((resolve) => {
      if (to === stdout && state !== 'fine') return resolve();
      to.write(body, (error) => {
        if (error && to === stdout) fail(error);
        resolve();
      });
    });
  const text = (one: Reply) => (json ? renderJson(one) : renderText(one, { columns: stdout.columns, color }));
  const reply = (one: Reply) => write(stdout, `${!json && count++ > 0 ? '\n' : ''}${text(one)}\n`);

  return {
    reply,
    /** A reply that nobody asked for: where somebody is typing it takes the line's place, and the line comes after it. */
    between: async (one: Reply, again?: () => void) => {
      if (again === undefined) return reply(one);
      await write(stdout, `\r\u001B[K${text(one)}\n\n`);
      again();
    },
    plain: (body: string) => write(stdout, `${body}\n`),
    newline: () => write(stdout, '\n'),
    complain: (body: string) => write(stderr, `${body}\n`),
    /** The reader of standard output has gone, or it cannot be written: reading on is of no use. */
    gone: () => state !== 'fine',
    broken: () => state === 'broken',
  };
}
