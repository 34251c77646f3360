/** The shards that one process runs, of how many; or all that Discord recommends. */
export type Shards = 'auto' | { readonly ids: readonly number[]; readonly count: number };

/** No bot needs more: Discord's largest have some thousands. */
const MOST = 9999;

/** `auto`, `0,1/4`, `0-3/8`; undefined for anything else, and for shards that there are not. */
export function readShards(text: string): Shards | undefined {
  if (text === 'auto') return text;
  const [, list = '', total = ''] = /^(\d{1,4}(?:-\d{1,4})?(?:,\d{1,4}(?:-\d{1,4})?)*)\/(\d{1,4})$/.exec(text.replaceAll(' ', '')) ?? [];
  const count = Number(total);
  if (list === '' || count < 1 || count > MOST) return undefined;
  const ids = list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  });
  const fits = ids.length > 0 && new Set(ids).size === ids.length && ids.every((id) => id < count);
  return fits ? { ids, count } : undefined;
}
