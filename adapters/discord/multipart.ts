import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/**
 * discord.js's own way to send, but that a form with files is written out first. The copies of undici in a process share the
 * dispatcher of whichever was loaded first, and one that is not discord.js's own knows no form but its own.
 * @throws what discord.js's way does
 */
export const sendWhole: RESTOptions['makeRequest'] = async (url, init) => {
  if (!(init.body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const form = new Response(init.body);
  const headers = { ...(init.headers as Record<string, string>), 'Content-Type': form.headers.get('content-type') ?? '' };
  return DefaultRestOptions.makeRequest(url, { ...init, headers, body: new Uint8Array(await form.arrayBuffer()) });
};
