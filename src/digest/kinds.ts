/** In the order of use: what readers worked out first, what they wish for last. */
export const KINDS = ['insight', 'correction', 'experience', 'question', 'answer', 'request'] as const;

export type SectionKind = (typeof KINDS)[number];
