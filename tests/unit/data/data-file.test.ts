import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { tellFaultsIn } from '#main/data/fault-words.ts'
import { parseData } from '#main/data/data-file.ts'
import { periodSchema, phrasesSchema } from '#shared/rules/schema.ts'

afterEach(() => tellFaultsIn(() => 'es'))

const limits = z.strictObject({ limits: z.array(z.strictObject({ unit: z.enum(['character', 'byte']), limit: z.int().min(1) })) })
const period = { id: 'p', kind: 'campaign', entities: ['oaxaca'], from: '2027-06-01', to: '2027-05-01', zones: ['America/Mexico_City'], source: 'Calendario', checked: '2026-11-23', confidence: 'confirmed' }
const at = (text: string, schema: z.ZodType) => {
  const read = parseData(text, 'own.yaml', schema)
  return read.ok ? undefined : [read.fault.line, read.fault.reason]
}

test('what is wrong with a data file is said in Spanish, and in English to who reads English', () => {
  const broken: readonly (readonly [text: string, schema: z.ZodType])[] = [
    ['limits: [', limits],
    ['limits:\n\t- { unit: byte }', limits],
    ['limits:\n  - { unit: byte, limit: 1 }\n  - { unit: inch, limit: 1 }', limits],
    ['limits:\n  - { unit: byte, limit: many }', limits],
    ['limits:\n  - { unit: byte, limit: 1, colour: red }', limits],
    [JSON.stringify(period), periodSchema],
    ['lists: {}\nphrases:\n  - { rule: text-missing, find: ["{nowhere}"] }', phrasesSchema],
  ]
  const said = () => broken.map(([text, schema]) => at(text, schema))
  expect(said()).toMatchInlineSnapshot(`
    [
      [
        1,
        "la sangría no corresponde",
      ],
      [
        2,
        "la sangría se hace con espacios, no con tabulador",
      ],
      [
        3,
        "limits.1.unit: Opción inválida: se esperaba una de "character"|"byte"",
      ],
      [
        2,
        "limits.0.limit: Entrada inválida: se esperaba número, recibido texto",
      ],
      [
        2,
        "limits.0: Llave desconocida: "colour"",
      ],
      [
        1,
        "to: termina antes de empezar",
      ],
      [
        3,
        "phrases: no existe la lista «nowhere»",
      ],
    ]
  `)
  tellFaultsIn(() => 'en')
  expect(said()).toMatchInlineSnapshot(`
    [
      [
        1,
        "Flow sequence in block collection must be sufficiently indented and end with a ]",
      ],
      [
        2,
        "Tabs are not allowed as indentation",
      ],
      [
        3,
        "limits.1.unit: Invalid option: expected one of "character"|"byte"",
      ],
      [
        2,
        "limits.0.limit: Invalid input: expected number, received string",
      ],
      [
        2,
        "limits.0: Unrecognized key: "colour"",
      ],
      [
        1,
        "to: ends before it begins",
      ],
      [
        3,
        "phrases: there is no list «nowhere»",
      ],
    ]
  `)
})
