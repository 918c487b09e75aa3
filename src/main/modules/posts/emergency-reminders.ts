import type { ReminderSource } from '#main/modules/reminders/service.ts'
import { HOUR, later } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { CHECK_HOURS, CHECK_REMINDERS } from '#shared/posts/emergency.ts'
import type { Language } from '#shared/shell/preferences.ts'
import { emergencyWords } from './reminder-words.ts'
import type { PostsService } from './service.ts'

const NOUN = 'emergency'

/** Most of what went out of turn that is watched at a time: those due first. */
const MOST = 500

export type EmergencyReminders = {
  readonly posts: Pick<PostsService, 'unchecked'>
  readonly officeNameOf: (office: OfficeId) => string
  readonly language: () => Language
  /** Who reviews and works on this machine: only they are reminded. */
  readonly reviewersHere: () => readonly PersonId[]
}

/** Reminders of what was approved out of turn and nobody else has looked at, to whoever reviews but the one who let it pass. */
export function emergencyReminders({ posts, officeNameOf, language, reviewersHere }: EmergencyReminders): ReminderSource {
  const waiting = () => posts.unchecked(MOST).filter(({ by }) => reviewersHere().some((person) => person !== by))
  return {
    noun: NOUN,
    items: () =>
      waiting().map(({ post, at }) => ({
        key: `${NOUN}/${post}`,
        // Let pass again after a change, it is told of anew.
        cycle: at,
        marks: CHECK_REMINDERS.map((hours) => ({ id: `check-${hours}`, at: later(at, hours * HOUR) })),
      })),
    say({ key, mark }) {
      const found = waiting().find(({ post }) => `${NOUN}/${post}` === key)
      if (found === undefined) return undefined
      const words = emergencyWords[language()]
      const say = mark.at < found.due ? words.waiting : words.over
      return { title: words.title, body: say(officeNameOf(found.office), CHECK_HOURS), route: `/publicaciones/${found.post}` }
    },
    sayMany: (count) => ({ title: emergencyWords[language()].title, body: emergencyWords[language()].many(count), route: '/via-urgente' }),
  }
}
