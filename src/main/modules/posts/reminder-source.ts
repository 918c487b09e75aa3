import type { ReminderSource } from '#main/modules/reminders/service.ts'
import type { Context, OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Language } from '#shared/shell/preferences.ts'
import { reminderWords } from './reminder-words.ts'
import type { PostsService } from './service.ts'

const NOUN = 'post'

/** Most posts that are watched at a time: the ones with least time left. */
const MOST = 500

export type PostReminders = {
  readonly posts: Pick<PostsService, 'inReview' | 'marksOf' | 'noteBreaches' | 'waitsFor'> & { readonly policy: Pick<PostsService['policy'], 'coordinators'> }
  readonly officeNameOf: (office: OfficeId) => string
  readonly language: () => Language
  /** Who reviews and works on this machine: only they are reminded. */
  readonly reviewersHere: () => readonly PersonId[]
  /** Who is unlocked: in their name a breach is put on record. */
  readonly unlocked: () => Context | undefined
}

/**
 * Reminders of the review: after 24, 36 and 44 hours, before the end at 40, and when the time has run out (hours are data). Before the escalation those
 * are told whom the post waits for; from then on also who coordinates the review, or, where nobody is named for that, everybody who reviews.
 */
export function postReminders({ posts, officeNameOf, language, reviewersHere, unlocked }: PostReminders): ReminderSource {
  return {
    noun: NOUN,
    items() {
      const context = unlocked()
      if (context?.roles.includes('reviewer') === true) posts.noteBreaches(context)
      return reviewersHere().length > 0
        ? posts.inReview(MOST).map(({ post }) => ({
            key: `${NOUN}/${post.id}`,
            // Sent again after a return, it is told of anew, at the hours that are still to come.
            cycle: post.stageAt,
            marks: posts.marksOf(post),
          }))
        : []
    },
    say({ key, mark }) {
      const post = posts.inReview(MOST).find((one) => `${NOUN}/${one.post.id}` === key)?.post
      if (post === undefined) return undefined
      const escalated = posts.marksOf(post).find((one) => one.kind === 'escalation')
      const isEarly = escalated !== undefined && mark.at < escalated.at
      const coordinators = posts.policy.coordinators()
      const [kind = '', hours = '0'] = mark.id.split('-')
      const isFor = (person: PersonId): boolean =>
        (kind !== 'escalation' && posts.waitsFor(post.id, person)) || (!isEarly && (coordinators.length === 0 || coordinators.includes(person)))
      if (!reviewersHere().some(isFor)) return undefined
      const words = reminderWords[language()]
      const say = kind === 'breach' ? words.breach : kind !== 'escalation' ? words.waiting : coordinators.length === 0 ? words.escalation : words.escalationTo
      return { title: words.title, body: say(officeNameOf(post.office), Number(hours)), route: `/revision/${post.id}` }
    },
    sayMany: (count) => ({ title: reminderWords[language()].title, body: reminderWords[language()].many(count), route: '/revision' }),
  }
}
