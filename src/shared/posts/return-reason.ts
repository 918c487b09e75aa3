/** Why a post goes back to its author: a closed list, so that what offices get wrong can be counted and taught. */
export const returnReasons = [
  'inaccurate',
  'source',
  'personal-data',
  'reserved',
  'tone',
  'promotion',
  'ban',
  'line',
  'language',
  'accessibility',
  'media',
  'account',
  'timing',
  'other',
] as const
export type ReturnReason = (typeof returnReasons)[number]
