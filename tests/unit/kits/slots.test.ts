import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compose, marksIn, normalValues, piecesOf, slotFaults } from '#shared/kits/compose.ts'
import { slotFault, slotIdOf, slotKinds, slotWords, type Slot } from '#shared/kits/slot.ts'
import { aKit, filled } from './a-kit.ts'

const slot = (kind: Slot['kind'], over: Partial<Slot> = {}): Slot => ({ id: 'a', label: 'Dato', kind, most: 20, required: true, ...over })

test.for([
  ['place', 'Plaza del Valle', undefined, 'Plaza del Valle'],
  ['place', '  Plaza\n del  Valle ', undefined, 'Plaza del Valle'],
  ['place', '', 'required', '[Dato]'],
  ['place', 'x'.repeat(21), 'too-long', '[Dato]'],
  ['place', '{lugar}', 'slot-sign', '[Dato]'],
  ['text', 'antes\u202Eséupsed', 'slot-sign', '[Dato]'],
  ['text', 'a\u200Bb', 'slot-sign', '[Dato]'],
  ['place', '\u3164', 'slot-sign', '[Dato]'],
  ['text', 'a\u2800b', 'slot-sign', '[Dato]'],
  ['date', '2027-02-10', undefined, '10 de febrero de 2027'],
  ['date', '2027-02-30', 'slot-form', '[Dato]'],
  ['date', '10 de febrero', 'slot-form', '[Dato]'],
  ['hour', '09:30', undefined, '9:30'],
  ['hour', '24:00', 'slot-form', '[Dato]'],
  ['phone', '(951) 123 4567', undefined, '951 123 4567'],
  ['phone', '12345', 'slot-form', '[Dato]'],
  ['photo', 'foto.png', 'slot-form', '[Dato]'],
] as const)('a %s of «%s»: %s, written as «%s»', ([kind, value, fault, words]) => {
  expect([slotFault(slot(kind), value), slotWords(slot(kind), value)]).toEqual([fault, words])
})

test('a slot may be called as something that every object has', () => {
  const kit = { ...aKit, base: 'Obra de {constructor}', variants: {}, slots: [slot('text', { id: slotIdOf('Constructor'), label: 'Constructor' })] }
  expect(compose(kit, {}, []).base).toBe('Obra de [Constructor]')
  expect(Object.entries(slotFaults(kit, {}))).toEqual([['constructor', 'required']])
  expect(normalValues(kit, {})).toEqual({})
  expect(compose(kit, { constructor: 'Ana Gil' }, []).base).toBe('Obra de Ana Gil')
})

test('what may be left out shows as nothing', () => {
  expect([slotFault(slot('text', { required: false }), ' '), slotWords(slot('text', { required: false }), ' ')]).toEqual([undefined, ''])
})

test('a message and its slots make the texts of every network; what is missing shows as its label', () => {
  expect(compose(aKit, filled, [])).toEqual({
    base: 'El módulo de Plaza del Valle abre el 10 de febrero de 2027 a las 9:00 horas.\nInformes: 951 123 4567.\nTrámite gratuito.',
    variants: { x: 'Módulo en Plaza del Valle: 10 de febrero de 2027, 9:00 horas. Gratuito.' },
    titles: {},
    threads: {},
    comments: {},
    tags: [],
    media: [],
  })
  expect(compose(aKit, {}, []).variants.x).toBe('Módulo en [Lugar]: [Fecha], [Hora] horas. Gratuito.')
  expect(slotFaults(aKit, { lugar: 'x' })).toEqual({ fecha: 'required', hora: 'required' })
})

test('a line all of whose slots may be left out and are is not published', () => {
  expect(compose(aKit, { ...filled, telefono: '' }, []).base).toBe('El módulo de Plaza del Valle abre el 10 de febrero de 2027 a las 9:00 horas.\nTrámite gratuito.')
})

test('titles, threads, first comments and tags are filled like the texts; a part that is left with nothing is none', () => {
  const kit = {
    ...aKit,
    titles: { youtube: 'Módulo en {lugar}' },
    threads: { x: ['Abre el {fecha}.', 'Informes: {telefono}.', 'Trámite gratuito.'] },
    comments: { facebook: 'Informes: {telefono}.' },
    tags: ['INE', '{lugar}'],
  }
  expect(compose(kit, { ...filled, telefono: '' }, [])).toMatchObject({
    titles: { youtube: 'Módulo en Plaza del Valle' },
    threads: { x: ['Abre el 10 de febrero de 2027.', 'Trámite gratuito.'] },
    comments: { facebook: '' },
    tags: ['INE', 'Plaza del Valle'],
  })
})

test('an office’s photo comes after the fixed files, with its own description, and no other file does', () => {
  const file = (sign: string) => ({ sha256: sign.repeat(64), name: `${sign}.png`, mime: 'image/png', size: 1, alternative: { kind: 'text', text: sign } as const })
  const kit = { ...aKit, media: [file('a')] }
  expect(compose(kit, { ...filled, foto: 'b'.repeat(64) }, [file('a'), file('b'), file('c')]).media.map(({ name }) => name)).toEqual(['a.png', 'b.png'])
  expect(compose(kit, filled, [file('b')]).media.map(({ name }) => name)).toEqual(['a.png'])
})

test('whatever stands in the slots, the locked words are there in their order and nothing in a slot is read as a slot', () => {
  const slots = aKit.slots.map((one) => ({ ...one, required: true }))
  const locked = piecesOf(aKit.base, slots, {}).flatMap((piece) => (piece.kind === 'locked' ? [piece.text] : []))
  fc.assert(
    fc.property(fc.record({ lugar: fc.string({ unit: 'grapheme' }), fecha: fc.string(), hora: fc.constantFrom('{lugar}', '09:00', ''), telefono: fc.string() }), (values) => {
      const pieces = piecesOf(aKit.base, slots, values)
      expect(pieces.flatMap((piece) => (piece.kind === 'locked' ? [piece.text] : []))).toEqual(locked)
      expect(marksIn(compose(aKit, values, []).base)).toEqual([])
      expect(normalValues(aKit, normalValues(aKit, values))).toEqual(normalValues(aKit, values))
      expect(compose(aKit, normalValues(aKit, values), [])).toEqual(compose(aKit, values, []))
    }),
  )
})

test('a slot is named by its label', () => {
  expect(['Lugar del módulo', '  ¿Día? ', 'Teléfono 2', '***'].map(slotIdOf)).toEqual(['lugar-del-modulo', 'dia', 'telefono-2', ''])
  expect(slotKinds).toContain('photo')
})
