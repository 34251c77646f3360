/** What stands in forms: titles and the submit button ≤ 24 characters, labels ≤ 45, placeholders ≤ 100. */
export const form = {
  title: { comment: 'Comment on this lesson', answer: 'Answer this comment', quiz: 'Answer the question', schedule: 'New schedule', move: 'Change the schedule' },
  label: {
    text: 'Your comment',
    answer: 'Your answer',
    time: 'Local time and time zone',
    days: 'Days (empty: every day)',
    weekly: 'Days (empty: Sundays)',
    channel: 'Channel (empty: this one)',
    start: 'First lesson (empty: the first one)',
    about: 'Lesson (empty: the whole course)',
    grace: 'How late a post may come (empty: 6 hours)',
    newTime: 'Local time and time zone (empty: as it is)',
    newDays: 'Days (empty: as they are)',
    newChannel: 'Channel (empty: as it is)',
    newStart: 'Next lesson (empty: as it is)',
    newGrace: 'How late it may come (empty: as it is)',
  },
  placeholder: {
    text: 'What you found out, ask, or would correct',
    answer: 'Letters as shown (AC, CABD, ABBA), or the word itself',
    time: '08:00 Asia/Shanghai',
    days: 'daily, weekdays, mon,wed,fri, every 3 days',
    weekly: 'sun',
    channel: '#study',
    start: '13, or words of its title',
    about: '13, or words of its title',
    grace: '30m, 6h',
    newTime: '20:00, or 20:00 Europe/Berlin',
    newDays: 'daily, weekdays, mon,wed,fri, every 3 days',
    newChannel: '#study',
    newStart: '13, or words of its title',
    newGrace: '30m, 6h',
  },
  submit: 'Send',
  close: 'Cancel',
} as const;

/** Entries of a message's own menu, ≤ 24 characters. */
export const menu = { comment: 'Save to lesson…' } as const;
