import type { DeclaredCommand } from '../../src/commands/declared.js';
import { label } from '../../src/text.js';

/** Every right that the app asks for, with its reason; the manifest and the README are made from this. */
export const SCOPES: readonly { readonly scope: string; readonly why: string }[] = [
  { scope: 'app_mentions:read', why: 'to hear a line that mentions the bot' },
  { scope: 'chat:write', why: 'to answer and to post in channels that the bot was invited to' },
  { scope: 'commands', why: 'to take /study and entries of a message’s menu' },
  { scope: 'users:read', why: 'to answer in the language of the member, and to know who may change settings' },
  { scope: 'channels:read', why: 'to check before a schedule is saved that the bot can post in the public channel' },
  { scope: 'groups:read', why: 'the same for private channels that the bot was invited to' },
  { scope: 'pins:write', why: 'to pin the lesson of the day, where a schedule says so' },
  { scope: 'files:write', why: 'to show progress and leaderboards as a picture too' },
  { scope: 'channels:history', why: 'to look for a daily post whose confirmation got lost, so that it is not posted twice' },
  { scope: 'groups:history', why: 'the same for private channels that the bot was invited to' },
];

/** Slack docs "App manifest reference": usage_hint holds 1,000 characters; people see about one line of it. */
const MAX_HINT = 1000;
/** The same for the description of a shortcut. Its name holds 24, which every declared menu keeps. */
const MAX_ABOUT = 150;

/** The app manifest for Slack's "Create an app from a manifest". Slack shows one language to all. */
export function manifest(commands: readonly DeclaredCommand[]): object {
  const shortcuts = commands.flatMap(({ menu, about }) =>
    menu === undefined ? [] : [{ name: menu.name.en, type: 'message', callback_id: menu.line, description: label(about.en, MAX_ABOUT) }],
  );
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Study Hall',
      description: 'Lessons, quizzes, comment digests and daily posts for a study group, in Chinese and English.',
      background_color: '#1f3a5f',
    },
    features: {
      // the bot writes to members in private, and does not hear what they would write there
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Study Hall', always_online: true },
      ...(shortcuts.length === 0 ? {} : { shortcuts }),
      slash_commands: [
        { command: '/study', description: 'Study together: lessons, quizzes, digests', usage_hint: hint(commands), should_escape: true },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES.map(({ scope }) => scope) } },
    settings: {
      event_subscriptions: { bot_events: ['app_mention', 'app_uninstalled', 'tokens_revoked'] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
}

/** The lines to try, as many as fit whole. */
function hint(commands: readonly DeclaredCommand[]): string {
  let text = '';
  for (const { example } of commands) {
    const longer = text === '' ? example : `${text} | ${example}`;
    if (longer.length > MAX_HINT) break;
    text = longer;
  }
  return text;
}
