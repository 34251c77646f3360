import { randomBytes } from 'node:crypto';

interface File {
  readonly length: number;
  bytes?: Buffer;
  whole: boolean;
  /** How many messages with it are still refused, because Slack has not looked at it yet. */
  early: number;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Files that the bot uploads in three steps. Slack docs "Working with files". */
export class Files {
  /** How many messages are refused with a new file, as Slack does while it looks at it. */
  early = 0;
  readonly #files = new Map<string, File>();
  readonly #paths = new Map<string, string>();

  /** A path to send the bytes to, and the id. */
  open(length: number): { path: string; id: string } {
    const id = `F${String(this.#files.size + 1).padStart(4, '0')}`;
    const path = `/upload/v1/${randomBytes(12).toString('hex')}`;
    this.#files.set(id, { length, whole: false, early: this.early });
    this.#paths.set(path, id);
    return { path, id };
  }

  /** Takes the bytes; the HTTP status. */
  put(path: string, bytes: Buffer): number {
    const file = this.#files.get(this.#paths.get(path) ?? '');
    if (file === undefined) return 404;
    if (bytes.length !== file.length) return 400;
    file.bytes = bytes;
    return 200;
  }

  /** Whether a file was there to be completed. */
  complete(id: string): boolean {
    const file = this.#files.get(id);
    if (file?.bytes === undefined) return false;
    return (file.whole = true);
  }

  /** Whether blocks may show it now: a picture, and Slack has looked at it. */
  shows(id: string): boolean {
    const file = this.#files.get(id);
    if (file?.whole !== true || !file.bytes?.subarray(0, PNG.length).equals(PNG)) return false;
    return file.early-- <= 0;
  }

  bytes = (id: string): Buffer | undefined => this.#files.get(id)?.bytes;
}
