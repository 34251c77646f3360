import { changeSettings } from '../documents.js';
import { UserError } from '../errors.js';
import { answerLocale, placeLocale } from '../languages.js';
import { formatPercent } from '../locale/format.js';
import { isLocale, localeOf, LOCALES, translator } from '../locale/index.js';
import { changeActivity } from '../progress/activity.js';
import { ruleAt, ruled } from '../progress/days.js';
import { RETENTION, retentionOf } from '../quiz/deck/retention.js';
import { enoughReports, REPORTS } from '../quiz/reports.js';
import { type Block, heading, note, type Reply, text } from '../reply.js';
import { isZone } from '../schedule/zone.js';
import { label } from '../text.js';
import type { Command, Context } from './command.js';
import { suggestZones } from './params.js';
import { deskNotes } from './question-note.js';
import { managesChannel, managesGroup } from './rights.js';

const NAMES = { 'zh-CN': '中文', en: 'English' } as const;

const percent = { type: 'integer', min: RETENTION.least, max: RETENTION.most } as const;

/** How sure review can be, to choose from. */
const STEPS = [
  { percent: 80, key: 'settings.rarely' },
  { percent: RETENTION.usual, key: 'settings.usual' },
  { percent: 95, key: 'settings.often' },
] as const;

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
        { name: 'retention', ...percent, named: true },
        { name: 'reports', type: 'integer', min: REPORTS.least, max: REPORTS.most, named: true },
      ],
      audience: 'you',
      async run(context, args) {
        const { request, store, documents, defaults } = context;
        const language = args.text('language');
        const [zone, hour] = [args.text('zone'), args.integer('hour')];
        if (zone !== undefined || hour !== undefined) return setClock(context, zone, hour);
        const reports = args.integer('reports');
        if (reports !== undefined) return setReports(context, reports);
        const retention = args.integer('retention');
        if (language === undefined) return retention === undefined ? overview(context) : aim(context, retention);
        if (retention !== undefined) await aim(context, retention);

        const scope = args.text('scope') ?? 'me';
        const mayChange = scope === 'me' || (scope === 'channel' ? managesChannel(request.member) : request.member.admin);
        if (!mayChange) throw new UserError('error.no-right');
        const of = scope === 'me' ? request.member.id : scope === 'channel' ? request.place.channel : request.place.group;
        const locale = isLocale(language) ? language : undefined;
        await changeSettings(store, of, { locale });

        // the answer already speaks the language that was chosen
        const now = await answerLocale(documents, request, 'you', defaults.locale);
        const t = translator(now);
        if (locale === undefined) return { locale: now, blocks: [text(t(scope === 'me' ? 'settings.auto' : 'settings.auto-public'))] };
        return { locale: now, blocks: [text(t(`settings.${scope as 'me'}`, { language: NAMES[locale] }))] };
      },
    },
    // as people type it
    retention: {
      params: [{ name: 'percent', ...percent, required: true, hidden: true }],
      audience: 'you',
      hidden: true,
      run: (context, args) => aim(context, args.integer('percent') ?? RETENTION.usual),
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

/** Sets how sure the member's review shall be, per cent. */
async function aim(context: Context, retention: number): Promise<Reply> {
  await changeSettings(context.store, context.request.member.id, { retention });
  return { locale: context.locale, blocks: [text(aimWords(context, retention))] };
}

/** Sets how many members of the group suspend a question by their reports. */
async function setReports(context: Context, reports: number): Promise<Reply> {
  const { request, locale, t } = context;
  if (!managesGroup(request.member)) throw new UserError('error.no-right');
  await changeSettings(context.store, request.place.group, { reports });
  return { locale, blocks: [text(t('settings.reports', { count: reports }))] };
}

const aimWords = ({ t, locale }: Context, retention: number): string => t('settings.retention', { percent: formatPercent(retention, locale) });

/** What only admins choose, and what waits for them. */
async function deskBlocks(context: Context): Promise<Block[]> {
  const { t, documents, request } = context;
  if (!managesGroup(request.member)) return [];
  return [note(t('settings.reports', { count: await enoughReports(documents, request.place.group) })), ...(await deskNotes(context))];
}

async function overview(context: Context): Promise<Reply> {
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
      text(aimWords(context, await retentionOf(documents, request.member.id))),
      {
        kind: 'choices' as const,
        placeholder: t('settings.ask-retention'),
        choices: STEPS.map(({ percent: one, key }) => ({ label: `${formatPercent(one, locale)} · ${t(key)}`, line: `settings retention ${one}` })),
      },
      ...(await deskBlocks(context)),
    ],
  };
}
