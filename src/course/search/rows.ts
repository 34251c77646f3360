/** Numbers that are added one by one: a typed array that doubles, an eighth of what an array of objects takes. */
export class Column {
  #values = new Int32Array(1024);
  #length = 0;

  push(value: number): void {
    this.#reach(this.#length);
    this.#values[this.#length++] = value;
  }

  /** Adds to the number at a place, zero where there was none; the new one. */
  add(at: number, value: number): number {
    this.#reach(at);
    const sum = (this.#values[at] as number) + value;
    this.#values[at] = sum;
    return sum;
  }

  /** The number at a place, which is zero from then on. */
  take(at: number): number {
    const value = this.#values[at] ?? 0;
    this.#values[at] = 0;
    return value;
  }

  /** What was pushed. */
  get values(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }

  #reach(at: number): void {
    if (at < this.#values.length) return;
    const wider = new Int32Array(Math.max(this.#values.length * 2, at + 1));
    wider.set(this.#values);
    this.#values = wider;
  }
}
