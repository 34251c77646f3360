import { open } from 'node:fs/promises';
import { encodingOf, NoText } from './exports/encoding.js';

/** Why a file could not be read as text. */
export class NotRead extends Error {
  override readonly name = 'NotRead';
  constructor(readonly why: 'missing' | 'folder' | 'text' | 'large' | 'other') {
    super(why);
  }
}

/** The text of a file of at most `max` bytes, in UTF-8, UTF-16 or GBK, without its byte order mark. @throws NotRead */
export async function readTextFile(path: string, max: number): Promise<string> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new NotRead(error.code === 'ENOENT' ? 'missing' : error.code === 'EISDIR' ? 'folder' : 'other');
  });
  try {
    const found = await file.stat();
    if (found.isDirectory()) throw new NotRead('folder');
    if (found.size > max) throw new NotRead('large');
    const { label, skip } = await encodingOf(file);
    const bytes = await file.readFile();
    return new TextDecoder(label).decode(bytes.subarray(skip));
  } catch (error) {
    throw error instanceof NoText ? new NotRead('text') : error;
  } finally {
    await file.close();
  }
}
