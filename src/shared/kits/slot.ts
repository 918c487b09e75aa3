import { never } from '#shared/kernel/never.ts'
import { parseDay } from '#shared/kernel/local-day.ts'

/** What an office may put into a national message. The kind says what is taken and how it is written. */
export const slotKinds = ['place', 'address', 'date', 'hour', 'phone', 'text', 'photo'] as const
export type SlotKind = (typeof slotKinds)[number]

/** An open slot. In the texts it stands as `{id}`; a photo stands in no text. */
export type Slot = {
  readonly id: string
  readonly label: string
  readonly kind: SlotKind
  /** Most characters of what is written. */
  readonly most: number
  readonly required: boolean
}

/** What is wrong with a value: `slot-form`, it is not what the kind takes. */
export type SlotFault = 'required' | 'too-long' | 'slot-form' | 'slot-sign'

const MONTHS = ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'] as const

/** A value without what nobody sees: composed letters, one line, one space between words. */
export function normalSlot(value: string): string {
  return value.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

/**
 * The first fault of a value, or undefined. Braces, and marks that turn or hide letters, are taken in no slot: with them what is locked could
 * be made to look otherwise.
 */
export function slotFault(slot: Slot, value: string): SlotFault | undefined {
  const given = normalSlot(value)
  if (given === '') return slot.required ? 'required' : undefined
  if (slot.kind === 'photo') return /^[0-9a-f]{64}$/.test(given) ? undefined : 'slot-form'
  if (/[{}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\p{Cf}|\p{Cc}/u.test(given)) return 'slot-sign'
  if (Array.from(given).length > slot.most) return 'too-long'
  switch (slot.kind) {
    case 'date':
      return parseDay(given) === undefined ? 'slot-form' : undefined
    case 'hour':
      return /^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(given) ? undefined : 'slot-form'
    case 'phone':
      return given.replaceAll(/\D/g, '').length === 10 && /^[\d\s()-]+$/.test(given) ? undefined : 'slot-form'
    case 'place':
    case 'address':
    case 'text':
      return undefined
    default:
      return never(slot.kind)
  }
}

/** How a value is written in the text: a day in words, a telephone in its groups. What is missing shows as its label in brackets. */
export function slotWords(slot: Slot, value: string): string {
  const given = normalSlot(value)
  if (given === '' || slotFault(slot, given) !== undefined) return given === '' && !slot.required ? '' : `[${slot.label}]`
  if (slot.kind === 'date') {
    const [year = '', month = '', day = ''] = given.split('-')
    return `${Number(day)} de ${MONTHS[Number(month) - 1] ?? ''} de ${year}`
  }
  if (slot.kind === 'hour') return given.replace(/^0/, '')
  if (slot.kind === 'phone') return given.replaceAll(/\D/g, '').replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')
  return given
}

/** The name of a slot in the texts, made of its label: «Lugar del módulo» is `lugar-del-modulo`. */
export function slotIdOf(label: string): string {
  return label
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
}
