import { type Store, update } from '../store.js';
import type { Plan } from './plan.js';

/** Plans in the store: one document each, and a set of their ids, so that nobody lists keys. */
const PLANS = 'plans';
const planKey = (id: string): string => `plan:${id}`;

export const planOf = async (store: Store, id: string): Promise<Plan | undefined> => (await store.get<Plan>(planKey(id)))?.value;

/** The set first: an id without a document is nothing, a document without an id would be forgotten. */
export async function savePlan(store: Store, plan: Plan): Promise<void> {
  await store.add(PLANS, plan.id);
  await store.set(planKey(plan.id), plan);
}

export const changePlan = (store: Store, id: string, change: (plan: Plan) => Plan): Promise<Plan | undefined> =>
  update<Plan>(store, planKey(id), (plan) => {
    const next = plan && change(plan);
    return next === plan ? undefined : next;
  });

export async function plans(store: Store): Promise<Plan[]> {
  const ids = await store.members(PLANS);
  const found = await Promise.all(ids.map(({ member }) => planOf(store, member)));
  return found.filter((plan) => plan !== undefined);
}

/** Those that a member set. */
export const plansOf = async (store: Store, member: string): Promise<Plan[]> => (await plans(store)).filter((plan) => plan.owner === member);
