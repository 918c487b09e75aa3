import { useMemo } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'

/** What the registry's screens call people, offices and networks. */
export type Directory = {
  readonly personName: (id: PersonId) => string
  readonly officeName: (id: OfficeId) => string
  readonly facts: (network: Network) => NetworkFacts | undefined
  readonly networks: readonly NetworkFacts[]
  readonly mailDomain: string
  /** The day it is in the office (`YYYY-MM-DD`); empty until main has said. */
  readonly today: string
  /** People who can be named as operators. */
  readonly people: readonly { readonly id: PersonId; readonly name: string; readonly detail: string }[]
}

/** Names instead of ids. */
export function useDirectory(): Directory {
  const { accounts: words } = useWords()
  const { answer: people } = useAnswer(api.organization.people, {})
  const { answer: catalogue } = useAnswer(api.organization.catalogue, {})
  const { answer: form } = useAnswer(api.accounts.form, {})
  return useMemo(() => {
    const names = new Map((people ?? []).map((person) => [person.id, person.name]))
    const offices = new Map((catalogue?.offices ?? []).map((office) => [office.id, office.shortName === '' ? office.name : office.shortName]))
    const networks = form?.networks ?? []
    return {
      personName: (id) => names.get(id) ?? words.somebody,
      officeName: (id) => offices.get(id) ?? id,
      facts: (network) => networks.find((facts) => facts.network === network),
      networks,
      mailDomain: form?.mailDomain ?? '',
      today: form?.today ?? '',
      people: (people ?? [])
        .filter((person) => person.active)
        .map(({ id, name, post, officeName }) => ({ id, name, detail: [post, officeName].filter((part) => part !== '').join(' · ') })),
    }
  }, [people, catalogue, form, words])
}
