import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { ExternalIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostAccount, PostPage, PublicationRow } from '#shared/posts/contract.ts'
import styles from './publish-panel.module.css'
import { useWhyNot } from './use-why-not.ts'

/** An approved post's way out: per account, copy the sealed text, open the network, bring back the link that proves it. */
export function PublishPanel({ post }: { readonly post: PostPage }) {
  const { posts: words } = useWords()
  const files = post.content.media.length
  return (
    <Section level={3} title={words.publish.title} description={post.standing.stage === 'published' ? undefined : words.publish.detail}>
      {files > 0 && post.standing.stage === 'approved' && <p className={styles['quiet']}>{words.publish.media(files)}</p>}
      <ul className={styles['accounts']} role="list">
        {post.accounts.map((account) => {
          const publication = post.publications.find((one) => one.account === account.id)
          return publication === undefined ? null : <AccountRow key={account.id} post={post} account={account} publication={publication} />
        })}
      </ul>
    </Section>
  )
}

function AccountRow({ post, account, publication }: { readonly post: PostPage; readonly account: PostAccount; readonly publication: PublicationRow }) {
  const { posts: words } = useWords()
  const format = useFormat()
  const copy = useAct(api.posts.copy)
  const open = useAct(api.shell.openExternal)
  const whyNot = useWhyNot(post.standing)
  const network = words.networks[account.network]
  const { copied, proof } = publication
  const { composer } = account
  const stop = account.frozenBy !== null ? words.publish.frozen(account.frozenBy) : account.closed ? words.publish.closed : undefined
  return (
    <li className={styles['account']}>
      <div className={styles['head']}>
        <span className={styles['name']}>
          {network} · {account.displayName} <span className={styles['quiet']}>{account.handle}</span>
        </span>
        {proof !== null ? <StatusTag tone="ok">{words.stages.published}</StatusTag> : copied !== null && <StatusTag tone="warn">{words.proofs(0, 1)}</StatusTag>}
      </div>
      {proof === null && stop !== undefined && <Note tone="danger">{stop}</Note>}
      {proof === null && (
        <div className={styles['acts']}>
          <CopyButton
            look={copied === null ? 'primary' : 'plain'}
            disabledReason={stop ?? whyNot('copy')}
            onCopy={async () => (await copy.act({ id: post.id, account: account.id }))?.ok === true}
          >
            {words.publish.copy}
          </CopyButton>
          {composer !== null && (
            <Button icon={<ExternalIcon />} disabledReason={stop ?? whyNot('copy')} onPress={() => void open.act({ url: composer })}>
              {words.publish.open(network)}
            </Button>
          )}
          {copied !== null && <span className={styles['quiet']}>{words.publish.copied(copied.name, format.instant(copied.at))}</span>}
        </div>
      )}
      {copy.refusal !== undefined && <RefusalNote refusal={copy.refusal} />}
      {open.refusal !== undefined && <RefusalNote refusal={open.refusal} />}
      {proof === null && copied !== null && <ProofForm post={post} account={account} />}
      {proof !== null && (
        <div className={styles['acts']}>
          <span className={styles['link']}>{proof.permalink}</span>
          <Button size="small" icon={<ExternalIcon />} onPress={() => void open.act({ url: proof.permalink })}>
            {words.publish.openPost}
          </Button>
          <span className={styles['quiet']}>{words.publish.proof(proof.name, format.instant(proof.at))}</span>
        </div>
      )}
    </li>
  )
}

function ProofForm({ post, account }: { readonly post: PostPage; readonly account: PostAccount }) {
  const { posts: words } = useWords()
  const { act, busy, refusal, reset } = useAct(api.posts.publish)
  const whyNot = useWhyNot(post.standing)
  const [permalink, setPermalink] = useState('')
  const fault = refusal?.fields?.['permalink']
  return (
    <Form
      refusal={refusal}
      label={words.publish.record}
      onSubmit={() => void act({ id: post.id, account: account.id, permalink }).then((done) => done?.ok === true && toast(words.publish.recorded))}
    >
      <div className={styles['proof']}>
        <TextField
          label={words.publish.permalink}
          hint={words.publish.permalinkHint(words.networks[account.network])}
          name="permalink"
          type="url"
          placeholder="https://"
          value={permalink}
          onChange={(text) => {
            reset()
            setPermalink(text)
          }}
          error={fault === undefined ? undefined : words.publish.faults[fault]}
        />
        <Button type="submit" busy={busy} disabledReason={whyNot('publish')}>
          {words.publish.record}
        </Button>
      </div>
    </Form>
  )
}
