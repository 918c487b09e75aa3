/**
 * Handles are compared without regard to case (@INETelMx = @INEtelMX, seed S2) and kept without their sign. Networks do not
 * tell them apart by case either.
 */

/** The handle as it is kept: without the sign, the spaces around it, or the address of the profile it was pasted with. */
export function cleanHandle(typed: string): string {
  const text = typed.normalize('NFC').trim()
  const pasted = /^https?:\/\/[^/]+\/@?([^/?#]+)/i.exec(text)?.[1]
  return (pasted ?? text).replace(/^@+/, '').trim()
}

/** What two handles that are the same have in common. */
export function handleKey(handle: string): string {
  return cleanHandle(handle).toLowerCase()
}

/** Pairs that an eye takes for each other, most of them used in impersonations of public bodies. Longer ones first. */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/[1|!íìl]/g, 'i'],
  [/[0óòö]/g, 'o'],
  [/[3éè]/g, 'e'],
  [/[4áà@]/g, 'a'],
  [/[5$]/g, 's'],
  [/ñ/g, 'n'],
  [/[úùü]/g, 'u'],
  [/[._\-\s]/g, ''],
]

/** What impersonators add at the end, as it is once the look-alikes are one («mexicooficial» has lost an o by then). */
const ENDINGS = /(?:mx|mexico|o?ficiai)+$/

/** What an eye in a hurry sees of a handle: accents, separators, doubled letters, look-alike characters and «oficial» fall away. */
export function handleSkeleton(handle: string): string {
  let skeleton = handleKey(handle)
  for (const [pattern, seen] of LOOK_ALIKES) skeleton = skeleton.replace(pattern, seen)
  return skeleton.replace(/(.)\1+/g, '$1').replace(ENDINGS, '')
}

/** Whether two different handles could be taken for each other. */
export function looksLike(one: string, other: string): boolean {
  if (handleKey(one) === handleKey(other)) return false
  const skeleton = handleSkeleton(one)
  return skeleton !== '' && skeleton === handleSkeleton(other)
}

/** The handle as people write it: with the network's sign. */
export function handleLabel(sign: string, handle: string): string {
  return `${sign}${handle}`
}
