import type { WireAction, WireCommand, WireParam } from './wire.js';

/** What the end of a line is about to name. `from` is where the part that is being typed begins. */
export interface Slot {
  readonly kind: 'command' | 'action' | 'param';
  readonly from: number;
  readonly typed: string;
  readonly command?: WireCommand | undefined;
  readonly action?: WireAction | undefined;
  readonly param?: WireParam | undefined;
  /** More positional values may follow, so a value with spaces needs its name. */
  readonly named?: boolean;
}

/** The slot at the end of a line, by the same rule as the core reads it: positional words in order, `name:value` by name. */
export function slotOf(line: string, commands: readonly WireCommand[]): Slot | undefined {
  const words = [...line.matchAll(/\S+/g)].map((match) => ({ text: match[0], from: match.index }));
  // a new word begins after a space
  if (words.length === 0 || /\s$/.test(line)) words.push({ text: '', from: line.length });
  const [first, second] = words;
  if (!first) return undefined;
  if (!second) return { kind: 'command', from: first.from, typed: first.text.replace(/^\//, '') };
  const name = first.text.replace(/^\//, '').toLowerCase();
  const command = commands.find((one) => one.name === name);
  if (!command) return undefined;

  const named = command.actions.find((one) => one.name !== '' && one.name === second.text);
  if (words.length === 2 && command.actions.some((one) => one.name !== '')) return { kind: 'action', from: second.from, typed: second.text, command };
  const action = named ?? command.actions.find((one) => one.name === '');
  if (!action) return undefined;
  return paramSlot(words.slice(named ? 2 : 1), line, command, action);
}

function paramSlot(words: readonly { text: string; from: number }[], line: string, command: WireCommand, action: WireAction): Slot | undefined {
  const inOrder = action.params.filter((one) => !one.named);
  const last = inOrder.length - 1;
  const slot = (param: WireParam, from: number, isNamed: boolean): Slot => ({
    kind: 'param',
    from,
    typed: line.slice(from).trimEnd(),
    command,
    action,
    param,
    named: isNamed,
  });
  for (const word of [...words].reverse()) {
    const param = action.params.find((one) => word.text.startsWith(`${one.name}:`));
    if (param) return slot(param, word.from + param.name.length + 1, false);
  }
  const index = Math.min(words.length - 1, last);
  const [param, word] = [inOrder[index], words[index]];
  return param && word ? slot(param, word.from, index < last) : undefined;
}

/** The line with the slot filled; a command or action is followed by a space, ready for what comes next. */
export function fill(line: string, slot: Slot, value: string): string {
  const name = slot.named && /\s/.test(value) ? `${slot.param?.name ?? ''}:` : '';
  return `${line.slice(0, slot.from)}${name}${value}${slot.kind === 'param' ? '' : ' '}`;
}
