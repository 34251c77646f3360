/**
 * Comes between a request and its answer, twice: when it `arrived` and nothing was done yet, and when it is `done` but not
 * answered. What it gives is the answer then. `what`: `POST /channels/1/messages`, or Slack's `chat.postMessage`.
 */
export type Meddle = (what: string, when: 'arrived' | 'done') => Promise<Meddled | undefined> | Meddled | undefined;

interface Meddled {
  readonly status: number;
  readonly body: object;
  readonly headers?: Record<string, string>;
}
