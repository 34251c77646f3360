/** What stands in forms: titles and the submit button ≤ 24 characters, labels ≤ 45, placeholders ≤ 100. */
export const form = {
  title: { comment: 'Comment on this lesson', answer: 'Answer this comment' },
  label: { text: 'Your comment' },
  placeholder: { text: 'What you found out, ask, or would correct' },
  submit: 'Send',
  close: 'Cancel',
} as const;

/** Entries of a message's own menu, ≤ 24 characters. */
export const menu = { comment: 'Save to lesson…' } as const;
