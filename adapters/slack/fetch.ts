import type { FetchFunction } from '@slack/web-api';
import { request } from 'undici';

/**
 * `fetch` for Slack's Web API, as far as its client uses it: the streams and the rules of a browser's cost more than all else
 * of a call. A redirect is not followed and is no success. Slack answers a few kilobytes, so nothing asks for compression.
 * @throws what undici's `request` does where nobody answers, or the signal says so
 */
export const plainFetch: FetchFunction = async (url, { method = 'GET', headers = {}, body, signal } = {}) => {
  // a form with files in it is none of ours
  if (body !== undefined && typeof body !== 'string') throw new TypeError('only a text can be sent');
  const { statusCode: status, headers: given, body: answer } = await request(url, { method, headers, body: body ?? null, ...(signal === undefined ? {} : { signal }) });
  const all = new Map(Object.entries(given).map(([name, value = '']) => [name, typeof value === 'string' ? value : value.join(', ')]));
  return {
    ok: status >= 200 && status < 300,
    status,
    // HTTP/2 has none, and nobody shows it
    statusText: '',
    url: String(url),
    headers: { get: (name) => all.get(name.toLowerCase()) ?? null, entries: () => all.entries() },
    arrayBuffer: () => answer.arrayBuffer(),
    json: () => answer.json(),
    text: () => answer.text(),
  };
};
