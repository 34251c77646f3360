import type { WireMessage } from '../../adapters/page/web/wire.js';
import { startHall, type Hall } from './hall.js';
import { openStream, type Stream } from './stream.js';

export const LIN = 'page:lin';
export const MAYA = 'page:maya';

interface Answer {
  readonly status: number;
  readonly body: { readonly error?: { readonly code: string } };
}

/** Somebody at the local page, over real HTTP: the hall, and what a browser would do there. */
export interface Visitor {
  readonly hall: Hall;
  readonly token: string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  line(member: string, words: string, more?: object): Promise<Answer>;
  watch(member: string): Promise<Stream>;
  /** Closes what was opened, and stops the page. */
  leave(): Promise<void>;
}

export async function visit(options?: Parameters<typeof startHall>[0]): Promise<Visitor> {
  const hall = await startHall(options);
  const home = hall.page.address();
  const streams: Stream[] = [];
  const token = /name="page-token" content="([\w-]{20,})"/.exec(await (await fetch(home)).text())?.[1] ?? '';

  async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(new URL(path, home), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-page-token': token, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }
  return {
    hall,
    token,
    post,
    line: (member, words, more = {}) => post('/line', { member, locale: 'en', line: words, ...more }),
    async watch(member) {
      const stream = await openStream(home, member);
      streams.push(stream);
      return stream;
    },
    async leave() {
      for (const stream of streams) stream.close();
      await hall.page.stop();
    },
  };
}

/** The finished answer to a line. */
export const answered = (words: string) => (message: WireMessage) => message.asked?.line === words && !message.thinking;
