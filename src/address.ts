/**
 * A web address as RFC 3986 has it, for Discord refuses link buttons to others: what a browser leaves bare in an address
 * is percent-encoded. Leads to the same page. At most 9 times as long (a Chinese character: `%E4%B8%AD`).
 */
export function webAddress(url: string): string {
  const href = URL.canParse(url) ? new URL(url).href : url.toWellFormed();
  const host = /^[a-z]+:\/\/[^/?#]*/i.exec(href)?.[0] ?? '';
  const [path = '', ...fragment] = href.slice(host.length).split('#');
  const rest = fragment.length === 0 ? path : `${path}#${fragment.join('%23')}`;
  return host + rest.replace(/[^\w\-.~:/?#@!$&'()*+,;=%]|%(?![0-9a-f]{2})/giu, encodeURIComponent);
}
