/** The newest `size` things by name, in memory only: the ones longest untouched are forgotten. */
export interface Memory<Value> {
  recall(name: string): Value | undefined;
  keep(name: string, value: Value): void;
}

export function createMemory<Value>(size: number): Memory<Value> {
  const kept = new Map<string, Value>();
  return {
    recall: (name) => kept.get(name),
    keep(name, value) {
      kept.delete(name);
      kept.set(name, value);
      const [oldest] = kept.keys();
      if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    },
  };
}
