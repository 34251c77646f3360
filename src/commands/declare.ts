import { everywhere, type Key } from '../locale/index.js';
import type { Action, Command, Param } from './command.js';
import type { DeclaredAction, DeclaredCommand, DeclaredParam } from './declared.js';

const param = (from: Param): DeclaredParam => ({
  name: from.name,
  about: everywhere(`param.${from.text ?? from.name}` as Key),
  type: from.type,
  required: from.required ?? false,
  named: from.named,
  raw: from.raw,
  choices: (from.choices ?? []).map((value) => ({ value, label: everywhere(`choice.${from.name}.${value}` as Key) })),
  min: from.min,
  max: from.max,
  completes: from.complete !== undefined,
});

/** The command table as data for registration, manifests, menus and help: without what only buttons reach. */
export function declare(commands: readonly Command[]): DeclaredCommand[] {
  return commands.map((command) => {
    const action = ([name, one]: [string, Action]): DeclaredAction => ({
      name,
      about: everywhere(`command.${command.name}.${name || 'about'}` as Key),
      params: one.params.filter((p) => !p.hidden).map(param),
    });
    return {
      name: command.name,
      aliases: command.aliases,
      about: everywhere(`command.${command.name}.about` as Key),
      example: command.example,
      menu: command.menu === undefined ? undefined : { name: everywhere(`menu.${command.name}` as Key), line: `${command.name} ${command.menu}` },
      actions: Object.entries(command.actions).filter(([, one]) => !one.hidden).map(action),
    };
  });
}
