import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { Timeline, type TimelineEntry } from '#renderer/ui/timeline.tsx'
import type { AccountField } from '#shared/accounts/account.ts'
import type { AccountAct, AccountPage } from '#shared/accounts/contract.ts'
import type { CredentialAct } from '#shared/credentials/contract.ts'
import { useFieldText } from './field-text.ts'
import type { Directory } from './use-directory.ts'

/** How many acts are shown before one asks for all. */
const FIRST = 8

/** What was done with an account and with its passwords, latest first. */
export function AccountHistory({ account, directory }: { readonly account: AccountPage; readonly directory: Directory }) {
  const { accounts: words } = useWords()
  const { answer: credentials } = useAnswer(api.credentials.ofAccount, { account: account.id })
  const [whole, setWhole] = useState(false)
  const ofAccount = useAccountEntry(directory)
  const ofCredential = useCredentialEntry(directory)
  const entries = [
    ...account.history.map(ofAccount),
    ...(credentials ?? []).flatMap((credential) => credential.history.filter((act) => act.type !== 'credential.reserved').map((act) => ofCredential(act, credential.subject))),
  ].toSorted((one, other) => (one.at !== other.at ? (one.at < other.at ? 1 : -1) : one.id < other.id ? 1 : -1))
  return (
    <Section title={words.sections.history}>
      <Timeline label={words.sections.history} entries={whole ? entries : entries.slice(0, FIRST)} />
      {!whole && entries.length > FIRST && (
        <div>
          <Button look="quiet" size="small" onPress={() => setWhole(true)}>
            {words.wholeHistory(entries.length)}
          </Button>
        </div>
      )}
    </Section>
  )
}

function useAccountEntry(directory: Directory): (act: AccountAct) => TimelineEntry {
  const { accounts: words } = useWords()
  const format = useFormat()
  const textOf = useFieldText(directory)
  return (act) => {
    const changes = Object.entries(act.changes ?? {}) as [AccountField, { from: string | boolean; to: string | boolean }][] // main names fields of an account
    const shown = (field: AccountField, value: string | boolean) => textOf(field, value) || words.nothing
    const what = wordOf(words.acts, act.type)
    return {
      id: act.id,
      at: act.at,
      what: typeof what === 'function' ? what(format.list(changes.map(([field]) => words.fields[field].toLocaleLowerCase('es-MX')))) : (what ?? act.type),
      who: directory.personName(act.actor),
      ...more([
        ...changes.map(([field, { from, to }]) => `${words.fields[field]}: ${words.from(shown(field, from), shown(field, to))}`),
        ...((act.added ?? []).length > 0 ? [words.added(format.list((act.added ?? []).map(directory.personName)))] : []),
        ...((act.removed ?? []).length > 0 ? [words.removed(format.list((act.removed ?? []).map(directory.personName)))] : []),
        ...(act.reason === undefined ? [] : [act.reason]),
        ...(act.folio === undefined ? [] : [words.byIncident(act.folio)]),
      ]),
    }
  }
}

function useCredentialEntry(directory: Directory): (act: CredentialAct, subject: string) => TimelineEntry {
  const { credentials: words } = useWords()
  return (act, subject) => {
    const word = wordOf(words.acts, act.type)
    const what = typeof word === 'object' ? word[act.which ?? 'current'] : (word ?? act.type)
    return {
      id: act.id,
      at: act.at,
      what,
      who: directory.personName(act.actor),
      ...more([
        ...(subject === '' ? [] : [words.of(subject)]),
        ...(act.reason === undefined ? [] : [words.reasons[act.reason]]),
        ...(act.note === undefined || act.note === '' ? [] : [act.note]),
      ]),
    }
  }
}

/** The word for an act, or undefined if it is of a kind that this window does not know (a newer machine's). */
function wordOf<W extends object>(acts: W, type: string): W[keyof W] | undefined {
  return type in acts ? acts[type as keyof W] : undefined // just seen to be one of its keys
}

function more(lines: readonly string[]): { more?: TimelineEntry['more'] } {
  return lines.length === 0 ? {} : { more: lines.map((line) => <div key={line}>{line}</div>) }
}
