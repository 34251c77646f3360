import { type Settings, settingsKey } from '../documents.js';
import { UserError } from '../errors.js';
import { answerLocale, placeLocale } from '../languages.js';
import { isLocale, localeOf, LOCALES, translator } from '../locale/index.js';
import { heading, text } from '../reply.js';
import type { Command } from './command.js';
import { managesChannel } from './rights.js';

const NAMES = { 'zh-CN': '中文', en: 'English' } as const;

/** `zh`, `中文`, `English` and the like are languages too. */
const readLanguage = (typed: string): string =>
  LOCALES.find((locale) => NAMES[locale].toLowerCase() === typed.toLowerCase()) ?? localeOf(typed) ?? typed.toLowerCase();

export const settings: Command = {
  name: 'settings',
  aliases: ['设置', '语言', 'language', 'lang'],
  example: 'settings en',
  usual: '',
  actions: {
    '': {
      params: [
        { name: 'language', type: 'choice', choices: [...LOCALES, 'auto'], reads: readLanguage },
        { name: 'scope', type: 'choice', choices: ['me', 'channel', 'group'] },
      ],
      audience: 'you',
      async run(context, args) {
        const { request, documents, defaults } = context;
        const language = args.text('language');
        if (language === undefined) return overview(context);

        const scope = args.text('scope') ?? 'me';
        const mayChange = scope === 'me' || (scope === 'channel' ? managesChannel(request.member) : request.member.admin);
        if (!mayChange) throw new UserError('error.no-right');
        const of = scope === 'me' ? request.member.id : scope === 'channel' ? request.place.channel : request.place.group;
        const locale = isLocale(language) ? language : undefined;
        await documents.set(settingsKey(of), { locale } satisfies Settings);

        // the answer already speaks the language that was chosen
        const now = await answerLocale(documents, request, 'you', defaults.locale);
        const t = translator(now);
        if (locale === undefined) return { locale: now, blocks: [text(t(scope === 'me' ? 'settings.auto' : 'settings.auto-public'))] };
        return { locale: now, blocks: [text(t(`settings.${scope as 'me'}`, { language: NAMES[locale] }))] };
      },
    },
  },
};

async function overview(context: Parameters<Command['actions'][string]['run']>[0]) {
  const { locale, t, documents, request, defaults } = context;
  const channel = await placeLocale(documents, request.place, defaults.locale);
  return {
    locale,
    blocks: [
      heading(t('settings.title')),
      text(t('settings.now', { mine: NAMES[locale], channel: NAMES[channel] })),
      {
        kind: 'choices' as const,
        placeholder: t('settings.ask'),
        choices: [...LOCALES.map((one) => ({ label: NAMES[one], line: `settings ${one}` })), { label: t('choice.language.auto'), line: 'settings auto' }],
      },
    ],
  };
}
