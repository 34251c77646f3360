/**
 * What is made of a list of blocks: once for a list that is frozen, for those are shown again and again (a page of a lesson),
 * and each time for any other, which is shown once.
 */
export function onceForShared<Item, Made>(make: (list: readonly Item[]) => Made): (list: readonly Item[]) => Made {
  const made = new WeakMap<readonly Item[], { readonly value: Made }>();
  return (list) => {
    if (!Object.isFrozen(list)) return make(list);
    const known = made.get(list) ?? { value: make(list) };
    made.set(list, known);
    return known.value;
  };
}
