/** What stands in forms: titles and the submit button ≤ 24 characters, labels ≤ 45, placeholders ≤ 100. */
export const form = {
  title: { comment: 'Comment on this lesson', answer: 'Answer this comment', quiz: 'Answer the question' },
  label: { text: 'Your comment', answer: 'Your answer' },
  placeholder: { text: 'What you found out, ask, or would correct', answer: 'Letters as shown (AC, CABD, ABBA), or the word itself' },
  submit: 'Send',
  close: 'Cancel',
} as const;

/** Entries of a message's own menu, ≤ 24 characters. */
export const menu = { comment: 'Save to lesson…' } as const;
