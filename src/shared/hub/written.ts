/** The members of events' payloads in which people write. Ids, times, codes and names of files are not among them. */
export const writtenFields = [
  'text', 'title', 'reason', 'note', 'name', 'post', 'mail', 'handle', 'displayName', 'url', 'answer', 'seat', 'base', 'variants', 'own', 'threads',
  'comments', 'titles', 'tags', 'labels', 'slots', 'label', 'reference', 'source', 'question', 'what', 'link', 'detail', 'value', 'summary', 'subject', 'body', 'how', 'howKnown', 'knownBy',
  'proposal', 'withoutCapture', 'permalink', 'pieces', 'notes', 'headName', 'headPosition', 'recoveryMail', 'recoveryPhone', 'phoneHolder', 'deputyHolder',
  'accessPeople', 'birthDate', 'authorization', 'use', 'process', 'guide', 'brief', 'shortName', 'mailDomain', 'phone', 'hours',
] as const // prettier-ignore
export type WrittenField = (typeof writtenFields)[number]

/** One text of a payload, and the member it stands in. */
export type WrittenText = { readonly field: WrittenField; readonly text: string }

const fields: ReadonlySet<string> = new Set(writtenFields)

/** Members that hold texts by network, account or place: each has the name of the member that holds them all. */
const BY_KEY: ReadonlySet<string> = new Set<WrittenField>(['variants', 'own', 'threads', 'comments', 'titles', 'slots', 'pieces'])

/** What an event repeats of a book, word by word: nobody wrote it in that act. */
const REPEATED: ReadonlySet<string> = new Set(['steps'])

/**
 * The texts that a person wrote in an event's payload, in its order, however deep; of a change the new one counts. Blank ones are left out.
 * `under`: the member that the payload is the value of.
 */
export function writtenIn(payload: unknown, under?: WrittenField): readonly WrittenText[] {
  if (typeof payload === 'string') return under === undefined || payload.trim() === '' ? [] : [{ field: under, text: payload }]
  if (Array.isArray(payload)) return payload.flatMap((item) => writtenIn(item, typeof item === 'string' ? under : undefined))
  if (typeof payload !== 'object' || payload === null) return []
  if (under !== undefined && 'from' in payload && 'to' in payload) return writtenIn(payload.to, under)
  const all = under !== undefined && BY_KEY.has(under) ? under : undefined
  return Object.entries(payload).flatMap(([member, value]: [string, unknown]) => (REPEATED.has(member) ? [] : writtenIn(value, isWritten(member) ? member : all)))
}

function isWritten(member: string): member is WrittenField {
  return fields.has(member)
}
