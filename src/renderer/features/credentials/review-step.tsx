import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ExternalIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import type { NetworkPage } from '#shared/accounts/network-facts.ts'
import { emptyReview, reviewItems, type Review, type ReviewItem } from '#shared/credentials/credential.ts'
import type { Changing } from './rotation.ts'
import styles from './rotation-screen.module.css'

/** The page of the network where an item is looked at. */
const PAGE_OF: Readonly<Partial<Record<ReviewItem, NetworkPage>>> = { sessions: 'sessions', apps: 'apps' }

/** Step 5: who else is inside, and what could let somebody in. */
export function ReviewStep({ changing: { page, facts, credential } }: { readonly changing: Changing }) {
  const { credentials: words, accounts } = useWords()
  const send = useAct(api.credentials.review)
  const open = useAct(api.credentials.openPage)
  const [review, setReview] = useState<Review>(credential.kept.rotation?.review ?? emptyReview)
  const { review: said } = words.rotation
  const refusal = open.refusal ?? send.refusal
  const complete = reviewItems.every((item) => review[item] !== 'pending')
  const registered: Readonly<Partial<Record<ReviewItem, readonly string[]>>> = {
    recovery: [
      said.registered(accounts.fields.recoveryMail, page.fields.recoveryMail || accounts.nothing),
      said.registered(accounts.fields.phoneHolder, page.fields.phoneHolder || accounts.nothing),
    ],
    'second-factor': [said.registered(accounts.fields.secondFactor, accounts.secondFactors[page.fields.secondFactor])],
  }
  return (
    <Section title={said.title} description={said.detail}>
      {facts.network === 'x' && <Note tone="warn">{said.xLock}</Note>}
      <div className={styles['items']}>
        {reviewItems.map((item) => {
          const where = PAGE_OF[item]
          const link = where === undefined ? null : facts.pages[where]
          return (
            <div key={item} className={styles['item']}>
              <RadioGroup
                label={said.items[item].title}
                hint={
                  <>
                    {said.items[item].detail}
                    {(registered[item] ?? []).map((line) => (
                      <div key={line}>{line}</div>
                    ))}
                  </>
                }
                value={review[item] === 'pending' ? '' : review[item]}
                onChange={(answer) => setReview({ ...review, [item]: answer })}
                options={[
                  { value: 'done', label: said.answers.done },
                  { value: 'none', label: said.answers.none },
                ]}
                row
              />
              {where !== undefined && link !== null ? (
                <Button size="small" icon={<ExternalIcon />} onPress={() => void open.act({ credential: credential.id, page: where })}>
                  {said.open}
                  <span className="visually-hidden">: {said.items[item].title}</span>
                </Button>
              ) : (
                <span />
              )}
            </div>
          )
        })}
      </div>
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      <div className={styles['acts']}>
        <Button
          look="primary"
          busy={send.busy}
          disabledReason={complete ? undefined : said.missing}
          onPress={() => void send.act({ credential: credential.id, review })}
        >
          {said.act}
        </Button>
      </div>
    </Section>
  )
}
