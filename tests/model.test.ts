import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WriterError, type Prompt } from '../src/digest/abstract/writer.js';
import { createModel, modelOf } from '../src/io/model.js';
import { completion, drip, type FakeModel, startModel, status } from './fakes/model.js';
import { awakeMs } from './support/awake.js';

const KEY = 'sk-canary-0123456789abcdefghij';
const PROMPT: Prompt = { task: 'task', material: '[{"address":"13.1"}]' };

let model: FakeModel;
beforeEach(async () => {
  model = await startModel();
});
afterEach(() => model.close());

const ask = (more: { timeoutMs?: number; key?: string; url?: string } = {}) => createModel({ url: model.url, key: KEY, name: 'small', ...more }).write(PROMPT);
/** Why there was no answer; and nothing in it tells of the key or the address. */
async function failure(more: Parameters<typeof ask>[0] = {}): Promise<string> {
  const error: unknown = await ask(more).then((text) => text, (one: unknown) => one);
  expect(error).toBeInstanceOf(WriterError);
  const { message, stack = '', cause } = error as WriterError;
  expect([message, stack.split('\n')[0], cause]).toEqual([message, `WriterError: ${message}`, undefined]);
  expect(message).not.toMatch(/canary|127\.0\.0\.1|http/);
  return message;
}

describe('D11: the endpoint gets what every OpenAI-compatible server takes', () => {
  it('model and two messages, at BASE/chat/completions, with the key as a bearer token', async () => {
    model.answer = completion('hello');
    expect(await ask()).toBe('hello');
    expect(await ask({ url: `${model.url}//` })).toBe('hello');
    expect(model.asked.map(({ path, authorization }) => [path, authorization])).toEqual([['/v1/chat/completions', `Bearer ${KEY}`], ['/v1/chat/completions', `Bearer ${KEY}`]]);
    expect(model.asked[0]?.body).toEqual({ model: 'small', stream: false, messages: [{ role: 'system', content: 'task' }, { role: 'user', content: PROMPT.material }] });
  });

  it('no authorization where there is no key', async () => {
    model.answer = completion('hello');
    await createModel({ url: model.url, name: 'small' }).write(PROMPT);
    expect(model.asked[0]?.authorization).toBeUndefined();
  });

  it('is there only when address and name are set', () => {
    const none = { MODEL_URL: undefined, MODEL_KEY: undefined, MODEL_NAME: undefined };
    expect([modelOf(none), modelOf({ ...none, MODEL_URL: model.url }), modelOf({ ...none, MODEL_NAME: 'x' })]).toEqual([undefined, undefined, undefined]);
    expect(modelOf({ ...none, MODEL_URL: model.url, MODEL_NAME: 'x' })?.name).toBe('x');
  });
});

describe('D11: an endpoint that fails', () => {
  it.each([429, 500, 503])('%i is tried once more', async (code) => {
    model.answer = (response) => (model.asked.length === 1 ? status(code)(response) : completion('late')(response));
    expect(await ask()).toBe('late');
    expect(model.asked).toHaveLength(2);
  });

  it('and not a third time', async () => {
    model.answer = status(500, {}, `what ${KEY} was`);
    expect(await failure()).toBe('status 500');
    expect(model.asked).toHaveLength(2);
  });

  it.each([400, 401, 403, 404, 422])('%i is final', async (code) => {
    model.answer = status(code, {}, `Incorrect API key provided: ${KEY}`);
    expect(await failure()).toMatch(new RegExp(`^status ${code}`));
    expect(model.asked).toHaveLength(1);
  });

  it('waits as long as it is asked to, unless that is too long', async () => {
    model.answer = (response) => (model.asked.length === 1 ? status(429, { 'retry-after': '1' })(response) : completion('late')(response));
    const start = performance.now();
    expect(await ask()).toBe('late');
    expect(performance.now() - start).toBeGreaterThan(900);
    model.answer = status(429, { 'retry-after': '60' });
    expect(await failure()).toBe('status 429');
    expect(model.asked).toHaveLength(3);
  });

  it.each([
    ['hangs', () => {}],
    ['drips', drip],
    ['asks for patience that nobody has', status(503, { 'retry-after': '2' })],
  ])('one that %s costs no more than the timeout', async (_, answer) => {
    model.answer = answer;
    const start = awakeMs();
    expect(await failure({ timeoutMs: 300 })).toBe('no answer within 300 ms');
    expect(awakeMs() - start).toBeLessThan(5000);
  });

  it('one that never stops is cut off', async () => {
    let sent = 0;
    model.answer = (response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = () => {
        while (!response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    };
    expect(await failure()).toBe('an answer of more than 262144 bytes');
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it('one that sends us elsewhere is not followed: comments go to one place', async () => {
    const other = await startModel();
    model.answer = status(307, { location: `${other.url}/chat/completions` });
    expect(await failure()).toMatch(/^not reached/);
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it('one that is not there', async () => {
    expect(await failure({ url: 'http://127.0.0.1:1/v1' })).toMatch(/^not reached/);
  });

  it.each([
    ['no JSON', status(200, {}, '<html>'), 'the answer is not JSON'],
    ['nothing', status(200), 'the answer is not JSON'],
    ['null', status(200, {}, 'null'), 'the answer is no chat completion'],
    ['no choice', status(200, {}, '{"choices":[]}'), 'the answer is no chat completion'],
    ['choices that are none', status(200, {}, '{"choices":7}'), 'the answer is no chat completion'],
    ['no text', completion(null), 'the answer is no chat completion'],
    ['parts instead of text', completion([{ type: 'text', text: 'x' }]), 'the answer is no chat completion'],
  ])('%s is no answer', async (_, answer, why) => {
    model.answer = answer;
    expect(await failure()).toBe(why);
  });
});
