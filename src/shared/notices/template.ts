import { z } from 'zod'
import { addressees } from './notice.ts'

const text = z.string().trim().min(1)
const head = {
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  version: z.int().positive(),
  source: text,
  checked: z.iso.date(),
  confidence: z.enum(['confirmed', 'secondary', 'seed', 'inferred', 'unconfirmed']),
}

/** A notice: one editable body, framed as a mail, as an oficio and as what is said on the phone. */
export const noticeTemplate = z.strictObject({
  ...head,
  kind: z.literal('notice'),
  addressee: z.enum(addressees),
  subject: text,
  body: text,
  mail: z.strictObject({ greeting: text, farewell: text }),
  letter: z.strictObject({ antecedent: text, closing: text }),
  phone: text,
})

/** A document of one piece: `act` is the acta de hechos, `report` the report at the close. Its tables are made from the record. */
export const documentTemplate = z.strictObject({
  ...head,
  kind: z.enum(['act', 'report']),
  title: text,
  body: text,
  closing: text,
})

export const template = z.discriminatedUnion('kind', [noticeTemplate, documentTemplate])
export type NoticeTemplate = z.output<typeof noticeTemplate>
export type DocumentTemplate = z.output<typeof documentTemplate>
export type Template = z.output<typeof template>

/**
 * Every variable that a template may name (Spanish, because institutions write templates). Anything else is refused when the file is
 * read, so that nothing can be left blank in a document that somebody signs. `resources/templates/README.md` explains each.
 */
export const variables = [
  'folio',
  'institucion',
  'area',
  'fecha',
  'fecha_y_hora',
  'que_se_ve',
  'cuentas',
  'conocido_el',
  'conocido_por',
  'como_se_supo',
  'que_se_observo',
  'enlace',
  'acceso',
  'datos_personales',
  'medidas',
  'destinatario',
  'cargo_destinatario',
  'remitente',
  'cargo_remitente',
  'correo_remitente',
  'resumen',
  'conclusion',
  'cerrado_el',
] as const
export type Variable = (typeof variables)[number]

/** The words for each variable; an absent one is «se desconoce al momento». */
export type Values = Readonly<Partial<Record<Variable, string>>>
