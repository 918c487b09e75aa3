import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { Stretches } from '#renderer/content/compared.tsx'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { classNames } from '#renderer/ui/class-names.ts'
import { Form } from '#renderer/ui/form.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { changedFields } from '#shared/posts/changed-fields.ts'
import type { PostPage, RemarkRow } from '#shared/posts/contract.ts'
import { compare } from '#shared/posts/diff.ts'
import { passageAfter } from '#shared/posts/remark-change.ts'
import { mayResolve, passageIn, textOf } from '#shared/posts/remark.ts'
import styles from './remarks.module.css'
import { useRemarkSpotName } from './use-remark-spot-name.ts'
import { useWhyNot } from './use-why-not.ts'

type Given = { readonly post: PostPage; readonly remark: RemarkRow }

/** One thread: the words it is about, what was said, what is suggested, what changed since, and what can be done. */
export function RemarkThread({ post, remark }: Given) {
  const words = useWords().reviewing.remarks
  const spotName = useRemarkSpotName(post)
  const format = useFormat()
  const { anchor, channel, proposal, state, end } = remark
  const quote = anchor.kind === 'passage' ? anchor.quote : undefined
  const gone = anchor.kind === 'passage' && passageIn(textOf(post.content, anchor.at), anchor) === undefined
  const about = anchor.kind === 'whole' ? words.whole : anchor.kind === 'part' ? words.parts[anchor.part] : spotName(anchor.at)
  return (
    <li className={classNames(styles['remark'], styles[channel], state !== 'open' && styles['closed'])}>
      <div className={styles['head']}>
        <span className={styles['who']}>{remark.by.name}</span>
        <span className={styles['quiet']}>{format.instant(remark.by.at)}</span>
        <StatusTag tone={channel === 'office' ? 'info' : 'warn'}>{words.tags[channel]}</StatusTag>
        {remark.required && <StatusTag tone="danger">{words.requiredTag}</StatusTag>}
        {state !== 'open' && <StatusTag tone={state === 'declined' ? 'neutral' : 'ok'}>{words.states[state]}</StatusTag>}
      </div>
      <blockquote className={styles['quote']}>
        {about}
        {quote !== undefined && `: «${quote}»`}
        {gone && proposal === null && <div className={styles['quiet']}>{words.gone}</div>}
      </blockquote>
      {proposal !== null && quote !== undefined && (
        <p className={styles['change']}>
          <span className={styles['label']}>{words.proposed}: </span>
          <Stretches stretches={compare(quote, proposal)} />
        </p>
      )}
      {remark.text !== '' && <p className={styles['said']}>{remark.text}</p>}
      <Since post={post} remark={remark} />
      {remark.answers.length > 0 && (
        <ul className={styles['answers']} role="list">
          {remark.answers.map((answer) => (
            <li key={`${answer.by} ${answer.at}`}>
              <span className={styles['who']}>{answer.name}</span> <span className={styles['quiet']}>{format.instant(answer.at)}</span>
              <p className={styles['said']}>{answer.text}</p>
            </li>
          ))}
        </ul>
      )}
      {end !== null && (
        <p className={styles['quiet']}>
          {words.states[state]}: {words.ended(end.name, format.instant(end.at))}
          {remark.reason !== '' && `. ${remark.reason}`}
        </p>
      )}
      <Acts post={post} remark={remark} />
    </li>
  )
}

/** On the second pass: what became of the words since the post was returned. */
function Since({ post, remark }: Given) {
  const words = useWords().reviewing.remarks
  const { lastReturn } = post
  const { anchor } = remark
  if (lastReturn === null || remark.by.at > lastReturn.at || anchor.kind === 'whole') return null
  const label = <span className={styles['label']}>{words.since}: </span>
  if (anchor.kind === 'part') {
    const changed = changedFields(lastReturn.content, post.content).some((field) => field === anchor.part || (anchor.part === 'media' && field === 'alternatives'))
    return changed ? null : (
      <p className={styles['change']}>
        {label}
        {words.sinceNone}
      </p>
    )
  }
  const before = textOf(lastReturn.content, anchor.at)
  const place = passageIn(before, anchor)
  if (place === undefined) return null
  const now = passageAfter(before, textOf(post.content, anchor.at), place)
  return (
    <p className={styles['change']}>
      {label}
      {now === anchor.quote ? words.sinceNone : now.trim() === '' ? words.sinceRemoved : <Stretches stretches={compare(anchor.quote, now)} />}
    </p>
  )
}

function Acts({ post, remark }: Given) {
  const { reviewing, ui } = useWords()
  const words = reviewing.remarks
  const me = useMe()
  const say = useRefusalWords()
  const whyNot = useWhyNot(post.standing)
  const answer = useAct(api.posts.answerRemark)
  const resolve = useAct(api.posts.resolveRemark)
  const reopen = useAct(api.posts.reopenRemark)
  const accept = useAct(api.posts.acceptSuggestion)
  const decline = useAct(api.posts.declineSuggestion)
  const [writing, setWriting] = useState<'answer' | 'decline'>()
  const [text, setText] = useState('')
  const where = { id: post.id, channel: remark.channel, remark: remark.id }
  const mine = mayResolve({ by: remark.by.by }, { person: me.id, reviews: me.roles.includes('reviewer') }) ? undefined : say({ code: 'posts/remark-not-yours' })
  const open = remark.state === 'open'
  const refusal = resolve.refusal ?? reopen.refusal ?? accept.refusal
  const writer = me.roles.includes('operator') && me.office === post.standing.office
  const done = () => {
    setWriting(undefined)
    setText('')
  }
  const send = () => {
    if (writing === 'answer') void answer.act({ ...where, text }).then((result) => result?.ok === true && done())
    else void decline.act({ id: post.id, remark: remark.id, reason: text }).then((result) => result?.ok === true && done())
  }
  if (whyNot('answer') !== undefined) return null
  return (
    <>
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      {writing === undefined ? (
        <div className={styles['acts']}>
          {open && remark.proposal !== null && writer && (
            <>
              <Button
                size="small"
                look="primary"
                busy={accept.busy}
                disabledReason={whyNot('accept')}
                onPress={() => void accept.act({ id: post.id, remark: remark.id, expected: post.revision }).then((result) => result?.ok === true && toast(words.accepted))}
              >
                {words.accept}
              </Button>
              <Button size="small" disabledReason={whyNot('decline')} onPress={() => setWriting('decline')}>
                {words.decline}
              </Button>
            </>
          )}
          <Button size="small" onPress={() => setWriting('answer')}>
            {words.answer}
          </Button>
          {open ? (
            <Button size="small" busy={resolve.busy} disabledReason={whyNot('resolve') ?? mine} onPress={() => void resolve.act(where)}>
              {words.resolve}
            </Button>
          ) : (
            <Button size="small" busy={reopen.busy} disabledReason={whyNot('reopen') ?? mine} onPress={() => void reopen.act(where)}>
              {words.reopen}
            </Button>
          )}
        </div>
      ) : (
        <Form
          refusal={answer.refusal ?? decline.refusal}
          onSubmit={send}
          actions={
            <>
              <Button type="submit" size="small" look="primary" busy={answer.busy || decline.busy}>
                {writing === 'answer' ? words.answer : words.decline}
              </Button>
              <Button size="small" onPress={done}>
                {ui.cancel}
              </Button>
            </>
          }
        >
          <TextArea
            label={writing === 'answer' ? words.answerText : words.declineReason}
            name={writing === 'answer' ? 'text' : 'reason'}
            value={text}
            onChange={setText}
            maxLength={4000}
            rows={2}
            autoFocus
          />
        </Form>
      )}
    </>
  )
}
