/** One thing that a store keeps, whatever stands behind it. Instants are epoch milliseconds, values JSON text. */
export type Piece =
  | { readonly kind: 'document'; readonly key: string; readonly json: string; readonly version: number; readonly expires: number | null }
  | {
      readonly kind: 'claim';
      readonly key: string;
      readonly token: string | null;
      readonly attempt: number;
      readonly until: number;
      readonly since: number;
      readonly done: boolean;
      readonly result: string | null;
      /** Milliseconds. */
      readonly ttl: number | null;
      readonly expires: number | null;
    }
  | { readonly kind: 'member'; readonly set: string; readonly member: string; readonly json: string | null }
  | { readonly kind: 'score'; readonly board: string; readonly member: string; readonly score: number };

export type Counts = Readonly<Record<Piece['kind'], number>>;

/** A store seen from behind, for a move: everything that it has, and a way to put it into another. */
export interface Portable {
  /** Its address, without a password. */
  readonly shown: string;
  /** Everything that is not expired, once each; members of a set in order of adding. Without the mark. */
  pieces(): AsyncIterable<readonly Piece[]>;
  /** Writes them, over what is there; new members of a set behind the others. */
  put(pieces: readonly Piece[]): Promise<void>;
  /** How much there is that stays for ever or until after `instant`. Without the mark. */
  counts(instant: number): Promise<Counts>;
  /** Removes everything but the mark. */
  clear(): Promise<void>;
  /** Whether a copy into it has begun and not ended. */
  isMarked(): Promise<boolean>;
  mark(marked: boolean): Promise<void>;
  /** How many other processes have it open, where that can be known. */
  others(): Promise<number>;
  close(): Promise<void>;
}

/** The document that marks a store which is being filled: nobody may work with it. */
export const COPYING = 'store:copying';
