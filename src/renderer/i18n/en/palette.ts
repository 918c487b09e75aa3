import type { palette as es } from '../es/palette.ts'
import type { Shape } from '../shape.ts'

export const palette: Shape<typeof es> = {
  title: 'Search or go to…',
  placeholder: 'Account, post, person or act',
  acts: 'Acts',
  places: 'Go to',
  found: 'Found',
  nothing: 'Nothing matches.',
  lock: 'Lock the application',
  report: 'Report incident',
  newPost: 'New post',
  importPosts: 'Import posts from a table',
  newConsultation: 'New consultation of Comunicación Social',
  newAccount: 'Register account',
  stops: 'See or order a stop of posts',
  line: 'See the line of Comunicación Social',
  open: 'See what is approved and to be proven',
  light: 'Use the light theme',
  dark: 'Use the dark theme',
  system: 'Follow the system theme',
  language: 'Cambiar a español',
  verify: 'Verify the record',
  shortcuts: 'Show the keyboard shortcuts',
  hint: 'Enter opens · Esc closes',
  kinds: { account: 'Account', post: 'Post', consultation: 'Consultation', incident: 'Incident', person: 'Person' },
  refusals: {},
}
