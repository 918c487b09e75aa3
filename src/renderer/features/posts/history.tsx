import { useFieldName } from '#renderer/content/use-field-name.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Section } from '#renderer/ui/section.tsx'
import { Timeline } from '#renderer/ui/timeline.tsx'
import type { Tone } from '#renderer/ui/tone.ts'
import type { PostAct, PostPage } from '#shared/posts/contract.ts'

const tones: Readonly<Record<string, Tone>> = {
  'post.approved': 'ok',
  'post.published': 'ok',
  'post.returned': 'warn',
  'approval.voided': 'warn',
  'post.halted': 'danger',
  'post.doubted': 'warn',
  'post.taken-down': 'warn',
}

/** How many figures of a seal are shown: enough to compare two by eye. */
export const SEAL_FIGURES = 12

/** Everything that happened to a post, newest first. */
export function History({ post }: { readonly post: PostPage }) {
  const { posts: words, reviewing } = useWords()
  return (
    <Section level={3} title={words.history.title}>
      <Timeline
        label={words.history.title}
        entries={post.history.map((act) => ({
          id: act.id,
          at: act.at,
          what: words.history.types[act.type] ?? reviewing.acts[act.type] ?? act.type,
          who: `${act.actorName} · ${words.history.roles[act.role]}`,
          more: <More post={post} act={act} />,
          ...(tones[act.type] === undefined ? {} : { tone: tones[act.type] as Tone }), // just seen to be there
        }))}
      />
    </Section>
  )
}

function More({ post, act }: { readonly post: PostPage; readonly act: PostAct }) {
  const { posts: words, publishing, reviewing } = useWords()
  const format = useFormat()
  const fieldName = useFieldName(post.accounts)
  const account = act.account === undefined ? undefined : post.accounts.find((one) => one.id === act.account)
  const parts = [
    account === undefined ? undefined : `${words.networks[account.network]} · ${account.displayName}`,
    act.as === undefined ? undefined : act.type === 'post.handed-over' ? reviewing.steps.to(act.as) : reviewing.steps.as(act.as),
    act.permalink,
    act.reasons === undefined ? undefined : format.list(act.reasons.map((reason) => words.returnReasons[reason])),
    act.found === undefined ? undefined : publishing.checkChoices[act.found ? 'yes' : 'no'],
    act.differences === undefined ? undefined : act.differences === 0 ? publishing.proofSame : publishing.proofDiffers(act.differences),
    act.resolution === undefined ? undefined : publishing.resolved[act.resolution],
    act.note,
    act.fields === undefined ? undefined : words.history.changed(format.list(act.fields.map(fieldName))),
    act.rules === undefined || act.rules.length === 0 ? undefined : words.history.warnings(act.rules.length),
    act.seal === undefined ? undefined : words.history.seal(act.seal.slice(0, SEAL_FIGURES)),
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? null : (
    <>
      {parts.map((part) => (
        <div key={part}>{part}</div>
      ))}
    </>
  )
}
