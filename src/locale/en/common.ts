export const error = {
  'unknown-command': 'I don’t know “{{word}}”. Type help to see what I can do.',
  'too-long': 'That line is too long ({{length}} characters). Please keep it under {{max}}.',
  missing: 'Something is missing: {{param}}. Try: {{example}}',
  'not-a-number': '{{param}}: write a whole number from {{min}} to {{max}}.',
  'not-a-choice': '{{param}}: choose one of {{choices}}.',
  'not-a-channel': '{{param}}: I can’t tell which channel “{{word}}” is. Type # and pick one from the list that opens, or paste the channel’s link.',
  'no-right': 'Only those who manage this group can do that. Please ask one of them.',
  busy: 'I can’t reach my memory just now. Nothing is lost; please try again in a moment.',
  bug: 'Sorry, something went wrong on my side. It is logged as {{id}}; please try again.',
  'no-lesson': 'I can’t find the lesson “{{ref}}”. Did you mean one of these?',
  'no-page': 'There is no page {{page}}; the last one is {{pages}}.',
} as const;

export const common = {
  more: 'More',
  page: 'Page {{page}} of {{pages}}',
  help: 'Help',
  search: 'Search for “{{words}}”',
} as const;

export const help = {
  title: 'Study Hall',
  intro: 'I read {{course}} with you: lessons, quizzes, comment digests and daily posts. {{lessons}} lessons: {{cards}} with summary and key points here, {{full}} with a full text.',
  how: 'In Discord type a slash command; in Slack mention me or use /study. Everything also works as a line of text.',
  contents: 'All lessons',
  tryIt: 'Try a question',
} as const;

export const settings = {
  title: 'Settings',
  now: 'Your language: {{mine}}. Language of this channel: {{channel}}.',
  ask: 'Choose your language',
  me: 'From now on I speak {{language}} to you.',
  channel: 'From now on I speak {{language}} in this channel.',
  group: 'From now on I speak {{language}} in this group.',
  auto: 'From now on I follow your app’s language.',
  clock: 'Your days: {{zone}}, each from {{hour}}:00. Days that you studied stay as they were.',
  'auto-public': 'The language of this place is no longer fixed.',
  retention: 'Review brings a card back while you should still know it with a chance of {{percent}}. It holds from the next answer to each card on.',
  'ask-retention': 'How sure review shall be',
  reports_one: 'In this group {{count}} report suspends a question.',
  reports_other: 'In this group {{count}} reports of different members suspend a question.',
  rarely: 'fewest cards, some forgotten',
  usual: 'the usual',
  often: 'most cards, hardly any forgotten',
} as const;
