/** What Discord refuses in a message and its specification does not say (developer docs, "Component Reference"; seen on the wire). */

const V2 = 1 << 15;
const EPHEMERAL = 1 << 6;
/** Suppress embeds, suppress notifications, ephemeral, components V2: the flags that may be sent. */
const SENDABLE = 4 | 4096 | EPHEMERAL | V2;

interface Component {
  readonly type: number;
  readonly components?: readonly Component[];
  readonly accessory?: Component;
  readonly content?: string;
  readonly items?: readonly { media?: { url?: string }; description?: string }[];
  readonly custom_id?: string;
  readonly style?: number;
  readonly label?: string;
  readonly emoji?: unknown;
  readonly url?: string;
  readonly placeholder?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly { label: string; value: string; description?: string }[];
}
export interface Body {
  readonly content?: string | null;
  readonly embeds?: readonly unknown[] | null;
  readonly poll?: unknown;
  readonly sticker_ids?: unknown;
  readonly flags?: number | null;
  readonly components?: readonly Component[] | null;
}

/** Every reason to refuse the body of a message or edit; empty when it is fine. */
export function ruleProblems(body: Body): string[] {
  const found: string[] = [];
  const need = (fine: boolean, what: string) => void (fine || found.push(what));
  const flags = body.flags ?? 0;
  const v2 = (flags & V2) !== 0;
  const top = body.components ?? [];
  const all = top.flatMap(nested);
  need((flags & ~SENDABLE) === 0, `flags that cannot be sent: ${flags}`);
  if (v2)
    need(
      !body.content && !body.embeds?.length && !body.poll && !body.sticker_ids,
      'IS_COMPONENTS_V2 excludes content, embeds, polls and stickers',
    );
  else
    need(
      top.every((c) => c.type === 1),
      'components of V2 without IS_COMPONENTS_V2',
    );
  need(top.length > 0 || Boolean(body.content) || Boolean(body.embeds?.length), 'Cannot send an empty message');
  need(top.length <= (v2 ? 40 : 5), `${top.length} top-level components`);
  need(all.length <= 40, `${all.length} components > 40`);
  const length = all.reduce((sum, c) => sum + (c.content?.length ?? 0), 0);
  need(length <= 4000, `text of ${length} > 4000`);
  const ids = all.flatMap((c) => (c.custom_id === undefined ? [] : [c.custom_id]));
  need(new Set(ids).size === ids.length, 'Component custom id cannot be duplicated');
  for (const component of all) checkOne(component, need);
  need(JSON.stringify(body).isWellFormed() && !/\\ud[89a-f][0-9a-f]{2}/.test(JSON.stringify(body)), 'a lone surrogate');
  return found;
}

const nested = (c: Component): Component[] => [c, ...(c.components ?? []).flatMap(nested), ...(c.accessory ? nested(c.accessory) : [])];

type Need = (fine: boolean, what: string) => void;
const within = (text: string | undefined, max: number): boolean => text !== undefined && text.trim().length > 0 && text.length <= max;

function checkOne(c: Component, need: Need): void {
  if (c.type === 10) need(within(c.content, 4000), 'a text display without text, or too long');
  if (c.type === 1) {
    const inside = (c.components ?? []).map((one) => one.type);
    const buttons = inside.every((type) => type === 2) && inside.length >= 1 && inside.length <= 5;
    need(buttons || (inside.length === 1 && inside[0]! >= 3 && inside[0]! <= 8), `an action row of ${inside.join()}`);
  }
  if (c.type === 12) {
    need((c.items ?? []).length >= 1 && (c.items ?? []).length <= 10, 'a gallery of 1–10');
    for (const { description } of c.items ?? []) need(description === undefined || within(description, 1024), 'a description of 1–1,024');
  }
  if (c.type === 2) checkButton(c, need);
  if (c.type === 3) checkSelect(c, need);
}

function checkButton(c: Component, need: Need): void {
  need(within(c.label, 80) || (c.label === undefined && c.emoji !== undefined), `a button label of 1–80: ${JSON.stringify(c.label)}`);
  if (c.style === 5)
    need(
      c.custom_id === undefined && c.url !== undefined && /^(https?|discord):\/\//.test(c.url) && c.url.length <= 512,
      `a link button to ${c.url}`,
    );
  else need(c.url === undefined && within(c.custom_id, 100), `a button with the id ${JSON.stringify(c.custom_id)}`);
}

function checkSelect(c: Component, need: Need): void {
  const options = c.options ?? [];
  need(within(c.custom_id, 100), 'a select without an id');
  need(options.length >= 1 && options.length <= 25, `${options.length} options`);
  need(c.placeholder === undefined || c.placeholder.length <= 150, 'a placeholder over 150');
  need(new Set(options.map((o) => o.value)).size === options.length, 'an option value twice');
  need((c.max_values ?? 1) <= options.length && (c.min_values ?? 1) <= (c.max_values ?? 1), 'min and max of a select');
  for (const o of options)
    need(
      within(o.label, 100) && within(o.value, 100) && (o.description === undefined || within(o.description, 100)),
      `an option ${JSON.stringify(o)}`,
    );
}
