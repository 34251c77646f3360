/** What stands in forms: titles and the submit button ≤ 24 characters, labels ≤ 45, placeholders ≤ 100. */
export const form = {
  title: { comment: 'Comment on this lesson', answer: 'Answer this comment', quiz: 'Answer the question', suggest: 'Suggest a question', decline: 'Decline the question', report: 'Report this question' },
  label: { text: 'Your comment', answer: 'Your answer', ref: 'Lesson', stem: 'Question', options: 'Options, one a line, * before the right one', explanation: 'Explanation', reason: 'Reason' },
  placeholder: { text: 'What you found out, ask, or would correct', answer: 'Letters as shown (AC, CABD, ABBA), or the word itself', ref: 'Number or title', stem: 'What do the containers of a Pod share?', options: '*the right one; then at least three wrong ones, a line each; // and why, if you like', explanation: 'Why the right one is right', reason: 'What is wrong with it, and what would be better' },
  submit: 'Send',
  close: 'Cancel',
} as const;

/** Entries of a message's own menu, ≤ 24 characters. */
export const menu = { comment: 'Save to lesson…' } as const;
