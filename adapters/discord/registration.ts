import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type APIApplicationCommandBasicOption,
  type LocalizationMap,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { DeclaredAction, DeclaredCommand, DeclaredParam } from '../../src/commands/declared.js';
import type { Locale } from '../../src/locale/index.js';

type Slash = RESTPostAPIChatInputApplicationCommandsJSONBody;
type Menu = RESTPostAPIContextMenuApplicationCommandsJSONBody;
export type Registered = Slash | Menu;

const WHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/**
 * The command table as Discord registers it (developer docs, "Application Commands"), for servers and for conversations with the
 * bot alone: slash commands with names in ASCII and descriptions of ≤ 100 characters in every language, then the entries of
 * every message's own menu with names of ≤ 32.
 */
export function registration(commands: readonly DeclaredCommand[]): Registered[] {
  return [...commands.map(slash), ...commands.flatMap(({ menu }) => (menu ? [menuEntry(menu)] : []))];
}

const slash = (command: DeclaredCommand): Slash => ({
  type: ApplicationCommandType.ChatInput,
  name: command.name,
  ...described(command.about),
  ...WHERE,
  options: command.actions.flatMap(
    (action): NonNullable<Slash['options']> => (action.name === '' ? params(action) : [subcommand(action)]),
  ),
});

/** Such a command has neither description nor options. */
const menuEntry = ({ name }: NonNullable<DeclaredCommand['menu']>): Menu => ({
  type: ApplicationCommandType.Message,
  name: name.en,
  name_localizations: translations(name),
  ...WHERE,
});

/** Discord's English tags get the English text, its Chinese tags the Chinese one: who has no tag of ours sees the default. */
const described = (about: Readonly<Record<Locale, string>>): { description: string; description_localizations: LocalizationMap } => ({
  description: about.en,
  description_localizations: translations(about),
});

const translations = (texts: Readonly<Record<Locale, string>>): LocalizationMap => ({
  'en-US': texts.en,
  'en-GB': texts.en,
  'zh-CN': texts['zh-CN'],
  'zh-TW': texts['zh-CN'],
});

const subcommand = (action: DeclaredAction) => ({
  type: ApplicationCommandOptionType.Subcommand as const,
  name: action.name,
  ...described(action.about),
  options: params(action),
});

/** Discord wants required options before the others. */
const params = (action: DeclaredAction): APIApplicationCommandBasicOption[] =>
  [...action.params].sort((a, b) => Number(b.required) - Number(a.required)).map(option);

function option(param: DeclaredParam): APIApplicationCommandBasicOption {
  const base = { name: param.name, ...described(param.about), required: param.required };
  if (param.type === 'integer') {
    return {
      type: ApplicationCommandOptionType.Integer,
      ...base,
      ...(param.min === undefined ? {} : { min_value: param.min }),
      ...(param.max === undefined ? {} : { max_value: param.max }),
      ...(param.completes ? { autocomplete: true as const } : {}),
    };
  }
  if (param.type === 'channel') return { type: ApplicationCommandOptionType.Channel, ...base, channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement] };
  const text = {
    type: ApplicationCommandOptionType.String as const,
    ...base,
    ...(param.type === 'text' && param.max !== undefined ? { max_length: param.max } : {}),
  };
  if (param.type === 'choice') {
    // Discord refuses fixed choices together with autocomplete
    return {
      ...text,
      choices: param.choices.map(({ value, label }) => ({ name: label.en, value, name_localizations: translations(label) })),
    };
  }
  return param.completes ? { ...text, autocomplete: true } : text;
}
