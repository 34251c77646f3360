import { buttons, heading, text } from '../../reply.js';
import type { Maker } from './making.js';

/** A nudge; each member's own cards are theirs to see. */
export const reviewPost: Maker = async ({ schedule, locale, t }) => ({
  reply: { locale, blocks: [heading(t('post.review.title')), text(t('post.review.words')), buttons({ label: t('review.start'), line: 'review', style: 'primary' })] },
  next: schedule.cursor,
  last: false,
  steps: [],
});
