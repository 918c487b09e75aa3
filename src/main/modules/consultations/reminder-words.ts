import type { Language } from '#shared/shell/preferences.ts'

type ReminderWords = {
  readonly title: string
  /** A consultation has waited for so many hours. */
  readonly waiting: (office: string, hours: number) => string
  readonly escalation: (office: string, hours: number) => string
  readonly breach: (office: string, hours: number) => string
  readonly many: (count: number) => string
}

/** What OS notifications say of consultations: the office, never the question, since they may stand on a locked screen. */
export const reminderWords: Readonly<Record<Language, ReminderWords>> = {
  es: {
    title: 'Consultas por responder',
    waiting: (office, hours) => `Una consulta de ${office} lleva ${hours} h sin respuesta.`,
    escalation: (office, hours) => `Una consulta de ${office} lleva ${hours} h sin respuesta y el plazo está por vencer.`,
    breach: (office, hours) => `Vencieron las ${hours} h de una consulta de ${office}. Corresponde orientar a la persona a INETEL o a la Plataforma Nacional de Transparencia.`,
    many: (count) => `${count} consultas esperan respuesta.`,
  },
  en: {
    title: 'Consultations to answer',
    waiting: (office, hours) => `A consultation of ${office} has waited ${hours} h for an answer.`,
    escalation: (office, hours) => `A consultation of ${office} has waited ${hours} h for an answer; little time is left.`,
    breach: (office, hours) => `The ${hours} h of a consultation of ${office} have passed. The citizen is pointed to INETEL or the Plataforma Nacional de Transparencia.`,
    many: (count) => `${count} consultations wait for an answer.`,
  },
}
