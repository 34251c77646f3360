import type { Counts, Piece, Portable } from './piece.js';

/** What ends sooner than this after the copy is not counted: it may be gone before it is looked at. */
const LASTING_MS = 60_000;

type Kind = Piece['kind'];

/**
 * Copies everything from one store into another that is empty (or, with `replace`, is emptied), then counts it there.
 * While it runs, and where it was interrupted, the target has a mark with which nobody can open it; copied again, it is
 * filled anew.
 * @returns what is in the target now
 * @throws Error that says why nothing was changed, or that the counts differ (then the mark stays)
 */
export async function copyStore(from: Portable, to: Portable, { now, replace }: { now(): number; replace: boolean }): Promise<Counts> {
  await refuse(from, to, now(), replace);
  await to.mark(true);
  await to.clear();
  const copied: Record<Kind, number> = { document: 0, claim: 0, member: 0, score: 0 };
  const ends: { kind: Kind; expires: number }[] = [];
  for await (const pieces of from.pieces()) {
    await to.put(pieces);
    for (const piece of pieces) {
      if ('expires' in piece && piece.expires !== null) ends.push({ kind: piece.kind, expires: piece.expires });
      else copied[piece.kind]++;
    }
  }
  const instant = now() + LASTING_MS;
  for (const { kind, expires } of ends) if (expires > instant) copied[kind]++;
  const counted = await to.counts(instant);
  for (const kind of Object.keys(copied) as Kind[]) {
    if (counted[kind] === copied[kind]) continue;
    throw new Error(`${copied[kind]} ${kind}s were copied, but ${to.shown} has ${counted[kind]}. Copy again; until then nobody can open it`);
  }
  await to.mark(false);
  return counted;
}

async function refuse(from: Portable, to: Portable, now: number, replace: boolean): Promise<void> {
  if (from.shown === to.shown) throw new Error(`${from.shown} cannot be copied into itself`);
  for (const store of [from, to]) {
    const others = await store.others();
    if (others > 0) throw new Error(`${others} running process(es) have ${store.shown} open: stop them first, so that nothing is written meanwhile`);
  }
  if (await from.isMarked()) throw new Error(`${from.shown} is half of a copy that was interrupted`);
  if (isNothing(await from.counts(now))) throw new Error(`${from.shown} is empty: is its address right?`);
  if (replace || (await to.isMarked()) || isNothing(await to.counts(0))) return;
  throw new Error(`${to.shown} is not empty: give an empty one, or --replace to delete all that is in it`);
}

const isNothing = (counts: Counts): boolean => Object.values(counts).every((count) => count === 0);
