import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { unbroken } from '#renderer/ui/unbroken.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import type { Contact } from '#shared/organization/contact.ts'
import { ContactDialog } from './contact-dialog.tsx'
import styles from './contacts-part.module.css'
import type { Card } from './member.ts'

type Entry = { readonly contact: Contact; readonly office: OfficeId; readonly who: string; readonly card: Card | undefined }

/** Whom an incident tells: the two units of the institution, and the head of each office in use. */
export function ContactsPart() {
  const { people: words, organization } = useWords()
  const { answer: book } = useAnswer(api.organization.contacts, {})
  const [editing, setEditing] = useState<Entry>()
  if (book === undefined) return <Page>{null}</Page>
  const [first] = book.heads
  const units: readonly Entry[] =
    first === undefined
      ? []
      : (['communication', 'security'] as const).map((contact) => ({
          contact,
          office: first.office, // kept once for the institution, whichever office it is set from
          who: organization.contacts[contact],
          card: book[contact],
        }))
  const heads = book.heads.map((head): Entry => ({ contact: 'areaHead', office: head.office, who: head.officeName, card: head.card }))

  const list = (entries: readonly Entry[]) => (
    <ul className={styles['contacts']}>
      {entries.map((entry) => (
        <li key={`${entry.contact}/${entry.office}`} className={styles['contact']}>
          <div>
            <div className={styles['who']}>
              {entry.who}
              {entry.card === undefined && <StatusTag tone="warn">{words.contacts.missing}</StatusTag>}
            </div>
            {entry.card !== undefined && (
              <div className={styles['card']}>
                {[entry.card.name, entry.card.post, entry.card.mail, unbroken(entry.card.phone), entry.card.hours]
                  .filter((part) => part !== '')
                  .map((part) => (
                    <span key={part}>{part}</span>
                  ))}
              </div>
            )}
          </div>
          <Button size="small" onPress={() => setEditing(entry)}>
            {entry.card === undefined ? words.contacts.add : words.contacts.edit}
            <span className="visually-hidden">: {entry.who}</span>
          </Button>
        </li>
      ))}
    </ul>
  )

  return (
    <Page>
      <Section title={words.contacts.institution} description={words.contacts.detail}>
        {list(units)}
      </Section>
      <Section title={words.contacts.heads} description={words.contacts.headsDetail}>
        {list(heads)}
      </Section>
      {editing !== undefined && <ContactDialog {...editing} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}
