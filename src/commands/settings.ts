import { type Settings, settingsKey } from '../documents.js';
import { UserError } from '../errors.js';
import { answerLocale, placeLocale } from '../languages.js';
import { isLocale, localeOf, LOCALES, translator } from '../locale/index.js';
import { heading, text } from '../reply.js';
import { changeActivity } from '../progress/activity.js';
import { ruleAt, ruled } from '../progress/days.js';
import { isZone } from '../schedule/zone.js';
import { label } from '../text.js';
import type { Command, Context } from './command.js';
import { suggestZones } from './params.js';
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
        { name: 'zone', type: 'text', named: true, complete: suggestZones },
        { name: 'hour', type: 'integer', min: 0, max: 12, named: true },
      ],
      audience: 'you',
      async run(context, args) {
        const { request, documents, defaults } = context;
        const language = args.text('language');
        const [zone, hour] = [args.text('zone'), args.integer('hour')];
        if (zone !== undefined || hour !== undefined) return setClock(context, zone, hour);
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

/** From now on a member's days are those of another zone, or begin at another hour. */
async function setClock(context: Context, zone: string | undefined, hour: number | undefined) {
  const { locale, t, clock, defaults, request } = context;
  if (zone !== undefined && !isZone(zone)) throw new UserError('schedule.bad-zone', { zone: label(zone, 40) });
  const change = { ...(zone !== undefined && { zone }), ...(hour !== undefined && { hour }) };
  const after = await changeActivity(context, request.member.id, (now) => ruled(now, clock.now(), change, defaults.zone));
  const rule = ruleAt(after, clock.now() + 1, defaults.zone);
  return { locale, blocks: [text(t('settings.clock', { zone: rule.zone, hour: String(rule.hour).padStart(2, '0') }))] };
}

async function overview(context: Context) {
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
