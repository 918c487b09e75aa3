import type { AccountSummary } from '#main/modules/accounts/service.ts'
import type { ReminderSource } from '#main/modules/reminders/service.ts'
import { dayMarks, ROTATION_REMINDERS } from '#shared/reminders/day-marks.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import type { Language } from '#shared/shell/preferences.ts'
import { reminderWords } from './reminder-words.ts'
import type { CredentialsService } from './service.ts'

const NOUN = 'credential'

export type CredentialReminders = {
  readonly credentials: Pick<CredentialsService, 'due'>
  readonly accounts: { summary(id: string): AccountSummary | undefined }
  readonly zoneOf: (office: string) => string
  readonly language: () => Language
}

/** Reminders of the secrets: 15, 7 and 1 days before they are due, on the day, and every day after it. */
export function credentialReminders({ credentials, accounts, zoneOf, language }: CredentialReminders): ReminderSource {
  return {
    noun: NOUN,
    items: (now) =>
      credentials.due().flatMap((row) => {
        const account = accounts.summary(row.account)
        if (account === undefined) return []
        const day = row.due.day as Day // the service reckons it as one
        // A new secret, or a change asked for at once, has another day: then it is told of anew.
        return [{ key: `${NOUN}/${row.credential}`, cycle: `${day} ${row.due.cause}`, marks: dayMarks(day, zoneOf(account.office), ROTATION_REMINDERS, now) }]
      }),
    say({ key, mark }) {
      const row = credentials.due().find((candidate) => `${NOUN}/${candidate.credential}` === key)
      const account = row === undefined ? undefined : accounts.summary(row.account)
      if (account === undefined) return undefined
      const words = reminderWords[language()]
      const [kind = '', days = '0'] = mark.id.split('-')
      const { displayName } = account
      const body =
        kind === 'before' ? words.soon(displayName, Number(days)) : kind === 'overdue' ? words.overdue(displayName, Number(days)) : words.today(displayName)
      return { title: words.title, body, route: `/cuentas/${account.id}` }
    },
    sayMany: (count) => ({ title: reminderWords[language()].title, body: reminderWords[language()].many(count), route: '/cuentas' }),
  }
}
