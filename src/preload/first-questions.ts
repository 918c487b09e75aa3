/** What a window must know before its first picture (`firstAnswers`), by module: each asked with `{}`. */
export const firstQuestions = {
  shell: ['info', 'clock', 'preferences'],
  session: ['state', 'people', 'keychainState'],
  organization: ['brand'],
} as const
