import type { RefusalWords } from '../shape.ts'

/** The institution's own words: roles, kinds of offices, contacts. Used on every screen that names a person or an office. */
export const organization = {
  roles: {
    operator: 'Operación de cuentas',
    reviewer: 'Revisión (Comunicación Social)',
    security: 'Seguridad (UNICOM)',
    administrator: 'Administración',
    auditor: 'Auditoría',
  },
  roleDetails: {
    operator: 'Opera cuentas, redacta publicaciones y cambia contraseñas.',
    reviewer: 'Aprueba o devuelve publicaciones. Nunca las propias.',
    security: 'Atiende incidentes y vigila los cambios de contraseña.',
    administrator: 'Da de alta personas, cambia funciones, contactos y políticas.',
    auditor: 'Consulta todo y no modifica nada. No se combina con otra función.',
  },
  officeKinds: { central: 'Áreas centrales', local: 'Juntas Locales Ejecutivas', district: 'Juntas Distritales Ejecutivas' },
  contacts: { areaHead: 'Titular del área', communication: 'Comunicación Social', security: 'UNICOM' },
  closedOffice: 'Área desaparecida',
  refusals: {
    'organization/already-founded': 'La institución ya está registrada en este equipo. Desbloquea la aplicación para continuar.',
    'organization/not-founded': 'Primero hay que registrar la institución en este equipo.',
    'organization/invalid': 'Hay datos por corregir. Están señalados junto a su campo.',
    'organization/unknown-office': 'Esa oficina no está en el catálogo o ya no recibe personas. Elige otra de la lista.',
    'organization/unknown-person': 'Esa persona no está en el registro. Actualiza la lista y vuelve a intentarlo.',
    'organization/inactive-person': (detail) => `${detail['person'] ?? 'Esa persona'} está de baja. Reactívala antes de hacer cambios.`,
    'organization/already-active': (detail) => `${detail['person'] ?? 'Esa persona'} ya está activa.`,
    'organization/last-administrator': (detail) =>
      `${detail['person'] ?? 'Esa persona'} es la única con la función de administración. Asigna esa función a alguien más y vuelve a intentarlo.`,
    'organization/known-signer': 'Esa firma ya está registrada. Vuelve a empezar el alta.',
    'organization/foreign-signer': 'La firma no corresponde a la persona o el registro no la conoce. Vuelve a empezar.',
    'organization/unknown-signer': 'Esa clave o invitación ya no vale. La lista se actualizó.',
    'organization/own-signer': 'Es la clave con la que estás trabajando. Que la revoque otra persona con la función de administración.',
    'organization/stand-in-exists': (detail) =>
      `${detail['person'] ?? 'Esa persona'} ya suple a ${detail['absent'] ?? 'esa persona'}. Termina esa suplencia antes de anotar otra.`,
    'organization/unknown-stand-in': 'Esa suplencia ya terminó. La lista se actualizó.',
    'organization/contact-guarded':
      'Este contacto ya está anotado y otras oficinas dependen de él. Lo cambia quien tiene la función de administración o la del área correspondiente.',
    'organization/other-office': 'El contacto de otra oficina lo anota su propio personal, o la función de administración.',
  } as RefusalWords,
} as const
