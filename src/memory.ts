/** The newest `size` things by name, in memory only: the ones longest untouched are forgotten. */
export interface Memory<Value> {
  recall(name: string): Value | undefined;
  keep(name: string, value: Value): void;
  forget(name: string): void;
  clear(): void;
}

export function createMemory<Value>(size: number): Memory<Value> {
  const kept = new Map<string, Value>();
  return {
    recall: (name) => kept.get(name),
    keep(name, value) {
      kept.delete(name);
      kept.set(name, value);
      if (kept.size <= size) return;
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    },
    forget: (name) => void kept.delete(name),
    clear: () => kept.clear(),
  };
}
