/**
 * What a comment is for other readers:
 * `insight` note, explanation, view, summary, tip, or an answer to the lesson's exercise · `question` wants an explanation ·
 * `answer` speaks to another reader's question with information · `correction` an error, typo, outdated or missing thing in
 * the lesson · `experience` own practice or trouble, with substance · `request` new course, lesson, topic, material, group,
 * schedule · `praise` thanks, compliment, enthusiasm · `other` check-in, joke, small talk, plan, bare complaint.
 *
 * The order is that of the weights in `weights/`.
 */
export const CLASSES = ['insight', 'question', 'answer', 'correction', 'experience', 'request', 'praise', 'other'] as const;

export type CommentClass = (typeof CLASSES)[number];

/** 0 to 1 each, 1 in all. */
export type Probabilities = Readonly<Record<CommentClass, number>>;
