import { ComponentType, type APIMessageTopLevelComponent } from 'discord.js';

/**
 * Discord's markdown as its clients read it, written apart from the renderer and from Discord's public rules: a judge for
 * whether a text stays text. Returns the words that a reader sees and everything that came to life.
 */
export interface Reading {
  words: string;
  /** Pings, links, emoji, times: what user text must never be. */
  alive: string[];
  /** Headings, lists, quotes, styles in order. */
  marks: string[];
}

const LIVE: readonly [string, RegExp][] = [
  ['ping', /^@(?:everyone|here)/],
  ['mention', /^<(?:@[!&]?|#)\d+>/],
  ['emoji', /^<a?:\w+:\d+>/],
  ['time', /^<t:-?\d+(?::[tTdDfFR])?>/],
  ['command', /^<\/[^>]+:\d+>/],
  ['guide', /^<id:\w+>/],
  ['address', /^<(?:https?:\/\/|mailto:|tel:|sms:)[^ >]+>/],
  ['shortcode', /^:[a-z0-9_+-]+:/],
  ['link', /^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/],
];
const MASKED = /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([^]*?)['"])?\s*\)/;
const STYLES: readonly [string, RegExp][] = [
  ['bold', /^\*\*((?:\\[^]|[^\\])+?)\*\*(?!\*)/],
  ['underline', /^__((?:\\[^]|[^\\])+?)__(?!_)/],
  ['italic', /^\*(?=\S)((?:\*\*|\\[^]|\s+(?:\\[^]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/],
  ['italic', /^_((?:__|\\[^]|[^\\_])+?)_\b/],
  ['strike', /^~~((?:\\[^]|[^\\])+?)~~/],
  ['spoiler', /^\|\|((?:\\[^]|[^\\])+?)\|\|/],
];
const STARTS: readonly [string, RegExp][] = [
  ['quote', /^ *(?:>>>|>) /],
  ['heading', /^ *#{1,3}\s+(?=\S)/],
  ['small', /^ *-# +(?=\S)/],
  ['list', /^ *(?:[-*+]|\d+\.) +/],
];

export function readMarkdown(source: string, into: Reading = { words: '', alive: [], marks: [] }, inside = false): Reading {
  let start = !inside;
  for (let i = 0; i < source.length; ) {
    const rest = source.slice(i);
    const line = start ? STARTS.find(([, rule]) => rule.test(rest)) : undefined;
    if (line) {
      into.marks.push(line[0]);
      i += line[1].exec(rest)![0].length;
      continue;
    }
    start = false;
    const code =
      /^```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][^]*?)\n*```/i.exec(rest) ??
      /^`([^]*?[^`])`(?!`)/.exec(rest) ??
      /^``([^]*?[^`])``(?!`)/.exec(rest);
    const plain = /^\\([^0-9A-Za-z\s])/.exec(rest);
    const style = STYLES.find(([, rule]) => rule.test(rest));
    const masked = MASKED.exec(rest);
    const live = LIVE.find(([, rule]) => rule.test(rest));
    if (code ?? plain) into.words += (code ?? plain)![1];
    else if (masked && /^https?:\/\/[^\\]*$/.test(masked[2] ?? '')) {
      into.alive.push(`link ${masked[2]}`);
      readMarkdown(masked[1]!, into, true);
    } else if (live) {
      into.alive.push(`${live[0]} ${live[1].exec(rest)![0]}`);
      into.words += live[1].exec(rest)![0];
    } else if (style) {
      into.marks.push(style[0]);
      readMarkdown(style[1].exec(rest)![1]!, into, true);
    } else into.words += rest[0];
    const taken =
      code ??
      plain ??
      (masked && /^https?:\/\/[^\\]*$/.test(masked[2] ?? '') ? masked : null) ??
      live?.[1].exec(rest) ??
      style?.[1].exec(rest);
    start = !inside && rest.startsWith('\n');
    i += taken?.[0].length ?? 1;
  }
  return into;
}

interface Body {
  readonly components?: unknown;
}
const parts = (body: unknown): APIMessageTopLevelComponent[] => ((body as Body).components ?? []) as APIMessageTopLevelComponent[];

/** All text displays of a message, each read on its own. */
export const readings = (body: unknown): Reading[] =>
  parts(body).flatMap((c) => (c.type === ComponentType.TextDisplay ? [readMarkdown(c.content)] : []));

/** What is said of each picture. */
const galleries = (body: unknown): string[] =>
  parts(body).flatMap((c) => (c.type === ComponentType.MediaGallery ? c.items.map(({ description }) => description ?? '') : []));

/** Every word that a member sees in a message, labels too. */
export const wordsOf = (body: unknown): string =>
  [...readings(body).map((r) => r.words), ...galleries(body), ...controls(body).flatMap((c) => [c.label, c.about, c.placeholder])].filter(Boolean).join('\n');

export interface Control {
  readonly label: string;
  readonly about?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly line?: string | undefined;
  /** Id of the menu that the choice is in. */
  readonly menu?: string | undefined;
}
/** Buttons and choices in order. */
export const controls = (body: unknown): Control[] =>
  parts(body).flatMap((row) =>
    row.type !== ComponentType.ActionRow
      ? []
      : row.components.flatMap((c): Control[] =>
          c.type === ComponentType.Button
            ? [{ label: ('label' in c && c.label) || '', line: 'custom_id' in c ? c.custom_id : undefined }]
            : c.type === ComponentType.StringSelect
              ? c.options.map((o) => ({
                  label: o.label,
                  about: o.description,
                  placeholder: c.placeholder,
                  line: o.value,
                  menu: c.custom_id,
                }))
              : [],
        ),
  );
