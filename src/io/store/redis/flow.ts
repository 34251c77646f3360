/** Lets so many calls be under way at a time; the others wait in their order, so that no burst is taken for silence. */
export class Flow {
  #running = 0;
  #waiting: { go(): void; fail(error: Error): void }[] = [];

  constructor(private readonly most: number) {}

  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#running < this.most) this.#running++;
    else await new Promise<void>((go, fail) => this.#waiting.push({ go, fail }));
    try {
      return await call();
    } finally {
      // the place is handed on, so that nobody gets in between
      const next = this.#waiting.shift();
      if (next) next.go();
      else this.#running--;
    }
  }

  /** Those who wait fail with those who got no answer. */
  giveUp(error: Error): void {
    for (const { fail } of this.#waiting.splice(0)) fail(error);
  }
}
