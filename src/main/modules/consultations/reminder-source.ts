import type { ReminderSource } from '#main/modules/reminders/source.ts'
import type { Context, OfficeId } from '#shared/ledger/event.ts'
import type { Language } from '#shared/shell/preferences.ts'
import { reminderWords } from './reminder-words.ts'
import type { ConsultationsService } from './service.ts'

const NOUN = 'consultation'

/** Most consultations that are watched at a time: the ones with least time left. */
const MOST = 500

export type ConsultationReminders = {
  readonly consultations: Pick<ConsultationsService, 'waiting' | 'marksOf' | 'lapse'>
  readonly officeNameOf: (office: OfficeId) => string
  readonly language: () => Language
  /** Whether somebody who answers, or asks, works on this machine: only they are reminded. */
  readonly concernsHere: () => boolean
  /** Who is unlocked: in their name a lapse is put on record. */
  readonly unlocked: () => Context | undefined
}

/** Reminders of the 48 h of a consultation: after 24, 36 and 44 hours, before the end at 40, and when the time has run out (hours are data). */
export function consultationReminders({ consultations, officeNameOf, language, concernsHere, unlocked }: ConsultationReminders): ReminderSource {
  return {
    noun: NOUN,
    items: () =>
      concernsHere()
        ? consultations.waiting(MOST).map((one) => ({
            key: `${NOUN}/${one.id}`,
            // Completed after a return, it is told of anew, at the hours that are still to come.
            cycle: one.stageAt,
            marks: consultations.marksOf(one),
          }))
        : [],
    say({ key, mark }) {
      const one = consultations.waiting(MOST).find((stored) => `${NOUN}/${stored.id}` === key)
      if (one === undefined) return undefined
      const words = reminderWords[language()]
      const [kind = '', hours = '0'] = mark.id.split('-')
      const context = kind === 'breach' ? unlocked() : undefined
      // Refused to who may not record it: then whoever opens it does.
      if (context !== undefined) consultations.lapse(context, one.id)
      const say = kind === 'breach' ? words.breach : kind === 'escalation' ? words.escalation : words.waiting
      return { title: words.title, body: say(officeNameOf(one.office), Number(hours)), route: `/consultas/${one.id}` }
    },
    sayMany: (count) => ({ title: reminderWords[language()].title, body: reminderWords[language()].many(count), route: '/consultas' }),
  }
}
