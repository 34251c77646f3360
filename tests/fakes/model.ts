import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the endpoint got it. */
export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: { readonly model: string; readonly stream: boolean; readonly messages: readonly { readonly role: string; readonly content: string }[] };
}

/** A language model's endpoint on loopback that says whatever a test wants: it may lie, fail, hang and drip. */
export interface FakeModel {
  readonly url: string;
  readonly asked: Asked[];
  /** How the next requests are answered. */
  answer: (response: ServerResponse, asked: Asked) => void;
  close(): Promise<void>;
}

/** A completion with this content. */
export const completion = (content: unknown) => (response: ServerResponse): void => {
  const body = { id: 'c', object: 'chat.completion', created: 0, model: 'm', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }], usage: {} };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** A completion that is an abstract of these sentences. */
export const sentences = (...all: readonly { readonly text: string; readonly cites: readonly string[] }[]) => completion(JSON.stringify({ sentences: all }));

export const status =
  (code: number, headers: Record<string, string> = {}, body = '') =>
  (response: ServerResponse): void =>
    void response.writeHead(code, headers).end(body);

/** One byte after the other, for as long as anybody listens. */
export const drip = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 10);
  response.on('close', () => clearInterval(timer));
};

export async function startModel(): Promise<FakeModel> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const one: Asked = { path: request.url ?? '', authorization: request.headers.authorization, body: JSON.parse(Buffer.concat(parts).toString()) as Asked['body'] };
      asked.push(one);
      model.answer(response, one);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const model: FakeModel = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    answer: status(500),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return model;
}
