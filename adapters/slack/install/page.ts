import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Key, LOCALES, type Locale, localeOf, type Params, translator } from '../../../src/locale/index.js';

/** Where the pages are. */
export const INSTALL = '/slack/install';
export const START = '/slack/install/start';
export const RETURN = '/slack/oauth_redirect';

export interface Page {
  readonly status: number;
  readonly title: Key;
  readonly paragraphs: readonly Key[];
  /** Texts in the sentences: data. */
  readonly params?: Params;
  readonly button: { readonly text: Key; readonly url: string };
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const STYLE =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:10vh auto;padding:0 1.25rem;color:#1d1c1d;background:#fff}' +
  'h1{font-size:1.5rem;line-height:1.3}a.button{display:inline-block;margin:.5rem 0;padding:.6rem 1.2rem;border-radius:.4rem;background:#1f3a5f;color:#fff;text-decoration:none}' +
  'a.button:focus-visible{outline:3px solid #6aa0e0;outline-offset:2px}nav{margin-top:2.5rem;font-size:.9rem}nav a{margin-right:1rem;color:#1f5a9f}' +
  '@media (prefers-color-scheme:dark){body{color:#e8e8e8;background:#1a1d21}nav a{color:#8ab8f0}a.button{background:#3a6ea5}}';

const NAMES: Record<Locale, string> = { en: 'English', 'zh-CN': '中文' };

/** Sends a page in the language of whoever asks: as the address says, else as the browser does. */
export function sendPage(request: IncomingMessage, response: ServerResponse, { status, title, paragraphs, params, button }: Page): void {
  const locale = localeFor(request);
  const t = translator(locale);
  const text = (key: Key) => escape(t(key, params));
  const others = LOCALES.map((one) => `<a href="${INSTALL}?lang=${one}" hreflang="${one}"${one === locale ? ' aria-current="true"' : ''}>${NAMES[one]}</a>`).join('');
  const body =
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<title>${text(title)}</title><style>${STYLE}</style></head><body><main><h1>${text(title)}</h1>` +
    `${paragraphs.map((key) => `<p>${text(key)}</p>`).join('')}<a class="button" href="${escape(button.url)}">${text(button.text)}</a></main><nav>${others}</nav></body></html>`;
  response.writeHead(status, { ...HEADERS, 'content-language': locale }).end(body);
}

function localeFor({ url = '/', headers }: IncomingMessage): Locale {
  const asked = new URL(url, 'http://localhost').searchParams.get('lang');
  const tags = (headers['accept-language'] ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => part.split(';', 1)[0]?.trim());
  return localeOf(asked ?? undefined) ?? tags.map((tag) => localeOf(tag)).find((locale) => locale !== undefined) ?? 'en';
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
