import { emptyKit, type Kit } from '#shared/kits/kit.ts'

/** A national message with every kind of slot that a text takes, and a photo. */
export const aKit: Kit = {
  ...emptyKit,
  name: 'Módulo itinerante',
  guide: 'Complétalo con los datos de tu módulo antes del viernes.',
  base: 'El módulo de {lugar} abre el {fecha} a las {hora} horas.\nInformes: {telefono}.\nTrámite gratuito.',
  variants: { x: 'Módulo en {lugar}: {fecha}, {hora} horas. Gratuito.' },
  slots: [
    { id: 'lugar', label: 'Lugar', kind: 'place', most: 60, required: true },
    { id: 'fecha', label: 'Fecha', kind: 'date', most: 10, required: true },
    { id: 'hora', label: 'Hora', kind: 'hour', most: 5, required: true },
    { id: 'telefono', label: 'Teléfono', kind: 'phone', most: 20, required: false },
    { id: 'foto', label: 'Foto', kind: 'photo', most: 64, required: false },
  ],
  source: { kind: 'document', reference: 'Acuerdo INE/CG1/2026' },
}

export const filled = { lugar: 'Plaza del Valle', fecha: '2027-02-10', hora: '09:00', telefono: '9511234567' } as const
