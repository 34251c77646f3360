import { InteractionResponseType, Routes, type REST } from 'discord.js';
import type { Core, Log } from '../../src/ports.js';
import { label } from '../../src/text.js';
import { errorLine } from './errors.js';
import type { Inbound } from './receive.js';

/** Discord: 25 choices, names and values of 100 characters (developer docs, "Application Command Option Choice Structure"). */
const CHOICES = 25;
const LENGTH = 100;

/** Completes an option while it is typed. A failure is logged only: the member goes on typing. */
export async function answerSuggest(rest: REST, core: Core, log: Log, asked: Extract<Inbound, { kind: 'suggest' }>): Promise<void> {
  try {
    const found = await core.suggest(asked.command, asked.param, asked.typed, asked.request).catch((error: unknown) => {
      log.error('completions failed', { command: asked.command, param: asked.param, error: errorLine(error) });
      return [];
    });
    // a value that is cut is another value, so one too long is left out
    const choices = found
      .filter(({ value, label: name }) => value.length > 0 && value.length <= LENGTH && name.trim() !== '')
      .slice(0, CHOICES)
      .map(({ value, label: name }) => ({ name: label(name, LENGTH), value }));
    const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
    await rest.post(Routes.interactionCallback(asked.reference.id, asked.reference.token), { body, auth: false });
  } catch (error) {
    log.warn('completions came too late', { command: asked.command, error: errorLine(error) });
  }
}
