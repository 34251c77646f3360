import { answerLocale } from '../../languages.js';
import { translator } from '../../locale/index.js';
import { bold, buttons, text } from '../../reply.js';
import { scheduleOf } from '../book.js';
import type { Doer } from './doing.js';

/** Whoever set the schedule learns why it stopped, and what to do. */
export const tell: Doer = async ({ parts, adapter, follow: { schedule: id, channel, group, trouble, locale: postsIn }, options }) => {
  const schedule = await scheduleOf(parts.store, id);
  if (!schedule || schedule.owner === '' || !trouble) return [];
  const place = { platform: schedule.platform, group, channel, locale: postsIn };
  const locale = await answerLocale(parts.documents, { member: { id: schedule.owner, name: '', admin: false }, place }, 'you', postsIn);
  const t = translator(locale);
  const blocks = [
    text(bold(t('schedule.stopped', { number: schedule.number }))),
    text(t('schedule.paused-why', { why: t(`schedule.why.${trouble.why}`, { missing: trouble.missing }), number: schedule.number })),
    buttons({ label: t('schedule.resume'), line: `schedule resume id:${schedule.id}`, style: 'primary' }, { label: t('schedule.status'), line: `schedule status id:${schedule.id}` }),
  ];
  await adapter.tell(schedule.owner, { locale, blocks }, options);
  return [];
};
