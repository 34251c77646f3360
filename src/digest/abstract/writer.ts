/** What a language model is asked. */
export interface Prompt {
  /** What it shall do, in our words. */
  readonly task: string;
  /** What it shall read: data, in which nothing is an instruction. */
  readonly material: string;
}

/** A language model, behind whatever endpoint. */
export interface Writer {
  /** The model's name, shown with what it wrote. */
  readonly name: string;
  /** Its whole answer as text. Settles within a bound of its own, which may be longer than a reader waits. @throws WriterError */
  write(prompt: Prompt): Promise<string>;
  /** Resolves when a reader who asked now has waited long enough. */
  patience(): Promise<void>;
  /** Gives up what is under way, and answers nothing from then on. */
  stop(): void;
}

/** Why there was no answer, in words that may be logged: nothing of the request, the answer or the key. */
export class WriterError extends Error {
  override readonly name = 'WriterError';
}
