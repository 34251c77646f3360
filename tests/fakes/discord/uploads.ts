import type { Call } from './http.js';

interface Item {
  readonly media?: { readonly url?: string };
}
interface Body {
  readonly components?: readonly { readonly items?: readonly Item[] }[];
  readonly attachments?: readonly { readonly id: string; readonly filename?: string }[];
}

const PNG = '89504e470d0a1a0a';
/** Bytes that a bot may upload with one message (developer docs, "Uploading Files"). */
const MAX = 10 * 1024 * 1024;

/** What Discord refuses in the files of a message; the specification tells of their JSON alone. */
export function uploadProblems({ body, files }: Pick<Call, 'body' | 'files'>): string[] {
  const { components = [], attachments } = (body ?? {}) as Body;
  const wanted = components.flatMap(({ items = [] }) => items.flatMap(({ media }) => media?.url ?? []));
  const names = new Set(files.map(({ name }) => name));
  return [
    ...wanted.filter((url) => !url.startsWith('attachment://') || !names.has(url.slice('attachment://'.length))).map((url) => `no file for ${url}`),
    ...files.filter(({ name }) => !wanted.includes(`attachment://${name}`)).map(({ name }) => `the file ${name} is shown nowhere`),
    ...files.filter(({ id }) => !(attachments ?? []).some((one) => one.id === id)).map(({ id }) => `the file ${id} is no attachment`),
    ...(attachments ?? []).filter((one) => !files.some(({ id, name }) => id === one.id && name === one.filename)).map(({ id }) => `the attachment ${id} has no file`),
    ...files.filter(({ bytes, type, name }) => bytes.toString('hex', 0, 8) !== PNG || type !== 'image/png' || !name.endsWith('.png')).map(({ name }) => `${name} is no PNG`),
    ...(files.reduce((sum, { bytes }) => sum + bytes.length, 0) > MAX ? ['Request entity too large'] : []),
  ];
}
