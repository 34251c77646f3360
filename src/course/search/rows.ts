/** Numbers that are added one by one: a typed array that doubles, an eighth of what an array of objects takes. */
export class Column {
  #values = new Int32Array(1 << 15);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Int32Array(this.#length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length++] = value;
  }

  get values(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }
}
