import type { Writable } from 'node:stream';

/** What a program says, line by line. */
export interface Output {
  /** Resolves when the reader has it; a slow one is waited for. Once the reader has left, resolves at once. */
  say(text: string): Promise<void>;
  /** The reader left, as `head` does after its lines. */
  gone(): boolean;
}

/** Standard output and error without an end of the program where their readers leave early. */
export function createOutput({ stdout, stderr }: { readonly stdout: Writable; readonly stderr: Writable }): Output {
  let gone = false;
  const left = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  };
  stdout.on('error', (error) => {
    left(error);
    gone = true;
  });
  stderr.on('error', left);
  return {
    say: (text) =>
      new Promise((done) => {
        if (gone) done();
        // a failed write is the stream's error, too
        else stdout.write(text, () => done());
      }),
    gone: () => gone,
  };
}
