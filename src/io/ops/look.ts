import type { Link } from '../../ports.js';
import type { Store } from '../../store.js';
import type { Said } from './server.js';

/** A store that is silent for longer counts as away. */
const PATIENCE_MS = 1000;

export type Phase = 'starting' | 'running' | 'draining';

export interface Looked {
  readonly store: Pick<Store, 'get'>;
  phase(): Phase;
  links(): ReadonlyMap<string, Link>;
}

/** Looks at the process now; an answer within about a second, whatever the store does. */
export async function look({ store, phase, links }: Looked): Promise<Said> {
  const answers = await answersIn(store, PATIENCE_MS);
  const now = phase();
  const down = [...links()].filter(([, { up }]) => !up).map(([platform]) => `${platform} is not connected`);
  return { store: answers, why: [...(now === 'running' ? [] : [now]), ...(answers ? [] : ['the store does not answer']), ...(now === 'starting' ? [] : down)] };
}

async function answersIn(store: Pick<Store, 'get'>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  const answer = store.get('ops:probe').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
