import { suggest } from './api.js';
import type { App } from './app.js';
import { slotOf } from './complete.js';

export interface Completion {
  readonly value: string;
  readonly label: string;
}

/** Completions for the end of a line: names and choices from the declaration, the rest from the bot. */
export async function completions(app: App, line: string): Promise<readonly Completion[]> {
  if (line.trim() === '') return [];
  const { locale } = app;
  const slot = slotOf(line, app.state.commands);
  if (!slot) return [];
  const typed = slot.typed.toLowerCase();
  const begins = (all: readonly Completion[]) => all.filter((one) => one.value.startsWith(typed) && one.value !== typed);
  if (slot.kind === 'command') return begins(app.state.commands.map((one) => ({ value: one.name, label: one.about[locale] })));
  const { command, param } = slot;
  if (slot.kind === 'action') {
    const named = (command?.actions ?? []).filter((one) => one.name !== '');
    return begins(named.map((one) => ({ value: one.name, label: one.about[locale] })));
  }
  if (!command || !param) return [];
  if (param.type === 'choice') return begins(param.choices.map((one) => ({ value: one.value, label: one.label[locale] })));
  if (!param.completes) return [];
  const query = { member: app.member.id, locale, command: command.name, param: param.name, typed: slot.typed };
  // completions are a help, not a need: without them the line can still be sent
  const all = await suggest(query).catch(() => []);
  return all.filter((one) => one.value !== slot.typed);
}
