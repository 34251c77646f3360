/** The pages on which a Slack workspace installs the app. */
export const install = {
  title: 'Study Hall for Slack',
  lead: 'Lessons, quizzes, comment digests and daily posts for a study group, in English and Chinese. Add it to your workspace; Slack asks which one.',
  rights: 'It acts on nothing but lines that mention it, commands and presses on its buttons, and posts only where it was invited. It looks through a channel only for a post of its own whose confirmation got lost.',
  button: 'Add to Slack',
  done: 'Study Hall is there',
  next: 'It is installed in {{team}}. Invite it to a channel with /invite @Study Hall, then type /study help. Whatever was paused because the app had been removed goes on after /study schedule resume.',
  organization: 'It is installed for your organization. Add it to workspaces on the admin pages of Slack; there, invite it to a channel with /invite @Study Hall and type /study help.',
  open: 'Open Slack',
  'not-yet': 'Study Hall was not installed',
  cancelled: 'You stopped on the page of Slack. Nothing was changed.',
  expired: 'This way to Slack and back holds for ten minutes, once, and in one browser. Please begin again.',
  failed: 'Slack or the storage of this bot did not answer as it should. Please try again; if it stays like this, tell whoever runs the bot.',
  again: 'Begin again',
} as const;
