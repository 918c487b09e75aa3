/**
 * The three doors of an incident, named by what a person sees and not by a diagnosis: aids named so are used under stress, aids named
 * for a category are not (anchors/incidents.md, section 3).
 * foreign-post: «Publicaron algo que no es nuestro» · no-access: «No puedo entrar» · suspicious: «Aviso sospechoso o suplantación».
 */
export const seenKinds = ['foreign-post', 'no-access', 'suspicious'] as const
export type Seen = (typeof seenKinds)[number]

/** How grave it is taken to be at the start; the playbook says it for each door. Assume the worse, correct it later. */
export const severities = ['high', 'medium'] as const
export type Severity = (typeof severities)[number]

/** What it turned out to be, said at the close. `unauthorised-access` only once UNICOM has confirmed it. */
export const outcomes = [
  'unauthorised-access',
  'access-lost',
  'platform-block',
  'impersonation',
  'human-error',
  'third-party',
  'false-alarm',
  'undetermined',
] as const
export type Outcome = (typeof outcomes)[number]
