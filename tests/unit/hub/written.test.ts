import { expect, test } from 'vitest'
import { z } from 'zod'
import { writtenFields, writtenIn } from '#shared/hub/written.ts'
import { forms } from '#main/hub/event-forms.ts'
import { text } from '#shared/ledger/forms.ts'

/** Members of free text that nobody writes: what the app says, and names of files. */
const SAID_BY_THE_APP = [
  'act', 'accent', 'antecedent', 'entities', 'entity', 'checked', 'closing', 'confidence', 'exact', 'expect', 'facts', 'farewell', 'file', 'folio', 'from', 'greeting', 'item', 'id', 'logo',
  'mime', 'missing', 'near', 'options', 'otherwise', 'previous', 'quote', 'timeZone', 'to', 'topics', 'trap', 'why', 'zone', 'by',
] // prettier-ignore

/** The names of the members whose form is free text, however deep. */
function textMembers(schema: z.core.$ZodType, member: string, found: Set<string>): Set<string> {
  if (schema === text) return found.add(member)
  const { def } = schema as z.ZodType
  const within = (inner: unknown, name = member) => textMembers(inner as z.core.$ZodType, name, found)
  if (schema instanceof z.ZodObject) for (const [name, inner] of Object.entries(schema.shape)) within(inner, name)
  else if (schema instanceof z.ZodUnion) for (const inner of schema.options) within(inner)
  else if (schema instanceof z.ZodArray) within(schema.element)
  else if (schema instanceof z.ZodRecord) within(schema.valueType)
  else if ('innerType' in def) within(def.innerType)
  return found
}

test('every member in which people write is named, whatever the event', () => {
  const members = new Set<string>()
  for (const form of Object.values(forms)) textMembers(form, '', members)
  expect([...members].filter((member) => !SAID_BY_THE_APP.includes(member)).toSorted()).toEqual(writtenFields.filter((field) => members.has(field)).toSorted())
  expect(writtenFields.filter((field) => !members.has(field))).toEqual([])
})

test('reads a post whole: by network, by account, thread by thread, and what a picture says', () => {
  const content = {
    base: 'Base', variants: { x: 'En X' }, own: { 'account-1': 'En una cuenta' }, threads: { x: ['Uno', ' ', 'Dos'] }, comments: {}, titles: { youtube: 'Título' }, tags: ['Voto'],
    media: [{ sha256: 'ab', name: 'cartel.png', mime: 'image/png', alternative: { kind: 'text', text: 'Un cartel' } }],
    source: { kind: 'link', reference: 'https://ine.mx' }, accounts: ['account-1'], labels: ['interna'], kit: { kit: 'k', version: 1, slots: { sede: 'Oaxaca' } },
  } // prettier-ignore
  expect(writtenIn({ content, revision: 2 }).map(({ field, text }) => `${field}: ${text}`)).toEqual([
    'base: Base', 'variants: En X', 'own: En una cuenta', 'threads: Uno', 'threads: Dos', 'titles: Título', 'tags: Voto', 'name: cartel.png', 'text: Un cartel',
    'reference: https://ine.mx', 'labels: interna', 'slots: Oaxaca',
  ]) // prettier-ignore
})

test('of a change says the new one, of an incident not what the playbook says, and of codes nothing', () => {
  expect(writtenIn({ changes: { handle: { from: 'viejo', to: 'nuevo' } } })).toEqual([{ field: 'handle', text: 'nuevo' }])
  expect(writtenIn({ steps: [{ title: 'Cambia la contraseña' }], knownBy: 'Laura' })).toEqual([{ field: 'knownBy', text: 'Laura' }])
  expect(writtenIn({ text: 'Sí', source: 'Manual' }).map((one) => one.field)).toEqual(['text', 'source'])
  expect(writtenIn({ key: 'observed', value: 'Lo que se ve' })).toEqual([{ field: 'value', text: 'Lo que se ve' }])
  expect(writtenIn({ slots: [{ id: 'sede', label: 'Sede', kind: 'text' }], to: 'p-1' })).toEqual([{ field: 'label', text: 'Sede' }])
})
