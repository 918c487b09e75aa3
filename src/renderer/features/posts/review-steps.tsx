import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Note } from '#renderer/ui/note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import type { PostPage } from '#shared/posts/contract.ts'
import { openStep } from '#shared/posts/review-route.ts'
import styles from './review-steps.module.css'

/** Whether the next agreement, whoever gives it, is the one that approves. True too where there is but one step that takes one. */
export function lastAgreement({ standing }: Pick<PostPage, 'standing'>): boolean {
  const open = openStep(standing)
  if (open === undefined) return true
  const { at, step, waits } = open
  return at === standing.steps.length - 1 && (step.need === 'any' || waits.kind === 'anybody' || waits.people.length === 1)
}

/** Whose decision each step takes and who agreed; nothing where any reviewer decides in one. */
export function ReviewSteps({ post }: { readonly post: PostPage }) {
  const words = useWords().reviewing.steps
  const format = useFormat()
  const { steps, standing } = post
  const plain = steps.length <= 1 && steps.every(({ people }) => people.length === 0)
  const otherWay = post.otherWay && (
    <Note tone="warn" title={words.otherWay}>
      {words.otherWayDetail}
    </Note>
  )
  if (plain) return otherWay
  const open = openStep(standing)
  const at = open?.at ?? steps.length
  return (
    <Section level={3} title={words.title}>
      {otherWay}
      <ol className={styles['steps']} role="list">
        {steps.map(({ need, people, gone, agreed }, index) => (
          // Steps have no identity but their place.
          <li key={index} className={styles['step']} aria-current={index === at ? 'step' : undefined}>
            <StatusTag tone={index < at ? 'ok' : index === at ? 'info' : 'neutral'}>{words.step(index + 1, steps.length)}</StatusTag>
            <span>
              {people.length === 0 || (index === at && open?.waits.kind === 'anybody') ? words.anybody : words[need](format.list(people))}{' '}
              {index >= at && gone.length > 0 && `${words.gone(format.list(gone), gone.length)} `}
              {agreed.map(({ name, as }) => (as === null ? words.agreed(name) : words.agreedAs(name, as))).join(' ')}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
