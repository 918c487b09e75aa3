import type { Language } from '#shared/shell/preferences.ts'

type ReminderWords = {
  readonly title: string
  /** A post has been in review for so many hours. */
  readonly waiting: (office: string, hours: number) => string
  /** To everybody who reviews, and to who coordinates the review. */
  readonly escalation: (office: string, hours: number) => string
  readonly escalationTo: (office: string, hours: number) => string
  readonly breach: (office: string, hours: number) => string
  readonly many: (count: number) => string
}

/** What OS notifications say of posts in review: the office, never the text, since they may stand on a locked screen. */
export const reminderWords: Readonly<Record<Language, ReminderWords>> = {
  es: {
    title: 'Publicaciones por revisar',
    waiting: (office, hours) => `Una publicación de ${office} lleva ${hours} h en revisión.`,
    escalation: (office, hours) => `Una publicación de ${office} lleva ${hours} h en revisión y el plazo está por vencer. Se avisa a todas las personas que revisan.`,
    escalationTo: (office, hours) => `Una publicación de ${office} lleva ${hours} h en revisión y el plazo está por vencer. Te toca, por coordinar la revisión, que alguien la decida.`,
    breach: (office, hours) => `Vencieron las ${hours} h para decidir una publicación de ${office}.`,
    many: (count) => `${count} publicaciones esperan una decisión.`,
  },
  en: {
    title: 'Posts to review',
    waiting: (office, hours) => `A post of ${office} has been in review for ${hours} h.`,
    escalation: (office, hours) => `A post of ${office} has been in review for ${hours} h; little time is left. Everybody who reviews is told.`,
    escalationTo: (office, hours) => `A post of ${office} has been in review for ${hours} h; little time is left. You coordinate the review: see that somebody decides it.`,
    breach: (office, hours) => `The ${hours} h to decide a post of ${office} have passed.`,
    many: (count) => `${count} posts wait for a decision.`,
  },
}

/** The same of what was approved out of turn: within so many hours somebody else looks at it. */
export const emergencyWords: Readonly<Record<Language, Pick<ReminderWords, 'title' | 'many'> & Readonly<Record<'waiting' | 'over', (office: string, hours: number) => string>>>> = {
  es: {
    title: 'Vía urgente por comprobar',
    waiting: (office, hours) => `Una publicación de ${office} se aprobó por la vía urgente y nadie más la ha comprobado. Debe hacerse dentro de ${hours} h.`,
    over: (office, hours) => `Pasaron ${hours} h sin que otra persona comprobara una publicación de ${office} aprobada por la vía urgente.`,
    many: (count) => `${count} publicaciones aprobadas por la vía urgente esperan que otra persona las compruebe.`,
  },
  en: {
    title: 'Urgent approvals to check',
    waiting: (office, hours) => `A post of ${office} was approved out of turn and nobody else has checked it. It must be done within ${hours} h.`,
    over: (office, hours) => `${hours} h passed and nobody else checked a post of ${office} that was approved out of turn.`,
    many: (count) => `${count} posts approved out of turn wait for somebody else to check them.`,
  },
}
