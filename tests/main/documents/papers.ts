import type { Paper } from '#main/documents/paper.ts'
import type { Instant } from '#shared/kernel/clock.ts'

export const AT = '2026-11-23T18:04:00.000Z' as Instant

/** Fictional people; the form is that of the seed oficio INE/CNCS-GSA/516/2015. */
export const oficio: Paper = {
  kind: 'oficio',
  institution: 'Instituto Nacional Electoral',
  area: 'Junta Local Ejecutiva en Oaxaca',
  placeAndDate: 'Oaxaca de Juárez, a 23 de noviembre de 2026.',
  folio: 'INC-2026-001',
  year: 2026,
  addressee: { name: 'Rosa Elena Márquez Solís', post: 'Coordinadora Nacional' },
  subject: 'Aviso inmediato de incidente',
  antecedent: 'Con relación al incidente registrado, me permito informar a usted lo siguiente:',
  blocks: [
    { kind: 'paragraph', text: 'Ñandú, pingüino y «comillas» & <etiquetas>.' },
    {
      kind: 'table',
      table: {
        caption: 'Evidencia conservada',
        columns: [
          { label: 'Archivo', share: 50 },
          { label: 'SHA-256', share: 50, mono: true },
        ],
        rows: [['captura.png', `${'a'.repeat(32)}\n${'b'.repeat(32)}`]],
        empty: 'No hay.',
      },
    },
  ],
  closing: 'Sin otro particular, aprovecho la ocasión para enviarle un cordial saludo.',
  signatory: { name: 'Laura Méndez Ríos', post: 'Vocal Secretaria' },
  copies: ['Mtro. Ignacio Robles Vera.- Vocal Ejecutivo.- Presente.'],
  initials: 'LMR',
  at: AT,
}
