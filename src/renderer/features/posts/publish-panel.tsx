import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { Picture } from '#renderer/content/picture.tsx'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { DocumentIcon, ExternalIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostAccount, PostPage, PublicationRow } from '#shared/posts/contract.ts'
import { piecesFor, shownPieces, type Piece } from '#shared/posts/pieces.ts'
import { comparePieces } from '#shared/posts/publication.ts'
import { mediaFor } from '#shared/rules/content.ts'
import { ComparisonView } from './comparison-view.tsx'
import { OutcomeForms, ReasonDialog } from './outcome-forms.tsx'
import styles from './publish-panel.module.css'
import { usePieceName } from './use-piece-name.ts'
import { useWhyNot } from './use-why-not.ts'

type Row = { readonly post: PostPage; readonly account: PostAccount; readonly publication: PublicationRow }

/** An approved post's way out: per account, copy what was sealed, open the network, and bring back what proves it; then its evidence. */
export function PublishPanel({ post }: { readonly post: PostPage }) {
  const { posts, publishing: words } = useWords()
  const kit = useAct(api.posts.kit)
  return (
    <Section
      level={3}
      title={posts.publish.title}
      description={post.standing.stage === 'published' ? words.kitDetail : words.detail}
      actions={
        <Button
          icon={<DocumentIcon />}
          busy={kit.busy}
          onPress={() => void kit.act({ id: post.id, title: words.kitTitle }).then((done) => done?.ok === true && done.value.saved && toast(words.kitSaved))}
        >
          {words.kit}
        </Button>
      }
    >
      {kit.refusal !== undefined && <RefusalNote refusal={kit.refusal} />}
      <ul className={styles['accounts']} role="list">
        {post.accounts.map((account) => {
          const publication = post.publications.find((one) => one.account === account.id)
          return publication === undefined ? null : <AccountRow key={account.id} post={post} account={account} publication={publication} />
        })}
      </ul>
    </Section>
  )
}

function AccountRow({ post, account, publication }: Row) {
  const { posts } = useWords()
  const { copied, proof } = publication
  return (
    <li className={styles['account']}>
      <div className={styles['head']}>
        <span className={styles['name']}>
          {posts.networks[account.network]} · {account.displayName} <span className={styles['quiet']}>{account.handle}</span>
        </span>
        <State publication={publication} />
      </div>
      {proof === null && <Copying post={post} account={account} publication={publication} />}
      {proof === null && copied === null && <NotCopied post={post} account={account} publication={publication} />}
      {proof === null && copied !== null && <OutcomeForms post={post} account={account} publication={publication} />}
      {proof !== null && <Proof post={post} account={account} publication={publication} proof={proof} />}
    </li>
  )
}

/** What was approved and does not go out on this account: who said so and why, or the way to say it. */
function NotCopied({ post, account, publication: { notOut } }: Row) {
  const { publishing: words } = useWords()
  const format = useFormat()
  const whyNot = useWhyNot(post.standing)
  const [asking, setAsking] = useState(false)
  if (notOut !== null) return <Note tone="info">{words.notOut(notOut.name, format.instant(notOut.at), notOut.reason)}</Note>
  return (
    <div className={styles['acts']}>
      <Button size="small" disabledReason={whyNot('not-published')} onPress={() => setAsking(true)}>
        {words.reasonDialogs['not-published'].open}
      </Button>
      <ReasonDialog kind="not-published" post={post} account={account} open={asking} onClose={() => setAsking(false)} />
    </div>
  )
}

function State({ publication: { copied, notOut, proof, down } }: { readonly publication: PublicationRow }) {
  const { posts, publishing: words } = useWords()
  if (down !== null) return <StatusTag tone="neutral">{words.takenDownTag}</StatusTag>
  if (notOut !== null) return <StatusTag tone="neutral">{words.notOutTag}</StatusTag>
  if (proof === null) return copied === null ? null : <StatusTag tone="warn">{posts.proofs(0, 1)}</StatusTag>
  return (
    <>
      <StatusTag tone="ok">{posts.stages.published}</StatusTag>
      {proof.detail !== null && (
        <StatusTag tone={proof.detail.differences === 0 ? 'ok' : 'danger'}>{proof.detail.differences === 0 ? words.proofSame : words.proofDiffers(proof.detail.differences)}</StatusTag>
      )}
    </>
  )
}

function Copying({ post, account, publication }: Row) {
  const { posts, publishing: words, reviewing } = useWords()
  const format = useFormat()
  const say = useRefusalWords()
  const pieceName = usePieceName()
  const copy = useAct(api.posts.copy)
  const open = useAct(api.shell.openExternal)
  const whyNot = useWhyNot(post.standing)
  const [unopened, setUnopened] = useState<readonly string[]>([])
  const { copied, notOut, copyBlocked } = publication
  const { composer } = account
  const files = mediaFor(post.content.media, account.network).length
  const pieces = piecesFor(post.content, account)
  const [first] = pieces
  const held = publication.stop === null ? undefined : publication.stop.lifted ? reviewing.stops.held(publication.stop.reason) : reviewing.stops.stopped(publication.stop.reason)
  const stop = account.frozenBy !== null ? posts.publish.frozen(account.frozenBy) : account.closed ? posts.publish.closed : held
  const why = stop ?? whyNot('copy') ?? (copyBlocked === null ? undefined : say({ code: copyBlocked }))
  return (
    <>
      {stop !== undefined && <Note tone="danger">{stop}</Note>}
      <div className={styles['acts']}>
        <CopyButton
          look={copied === null && notOut === null ? 'primary' : 'plain'}
          disabledReason={why}
          onCopy={async () => {
            const done = await copy.act({ id: post.id, account: account.id, piece: null })
            if (done?.ok !== true) return false
            const { folderOpened, composerOpened } = done.value
            setUnopened([...(done.value.files > 0 && !folderOpened ? [words.folderNotOpened] : []), ...(composer !== null && !composerOpened ? [words.notOpened] : [])])
            return true
          }}
        >
          {copied === null ? words.copy(files, pieceName(first?.piece ?? 'text')) : words.copyAgain(pieceName(first?.piece ?? 'text'))}
        </CopyButton>
        {composer !== null && copied !== null && (
          <Button icon={<ExternalIcon />} disabledReason={stop ?? whyNot('copy')} onPress={() => void open.act({ url: composer })}>
            {posts.publish.open(posts.networks[account.network])}
          </Button>
        )}
        <span className={styles['quiet']}>{copied === null ? words.copyDetail(files, composer !== null) : posts.publish.copied(copied.name, format.instant(copied.at))}</span>
      </div>
      {copied !== null && pieces.length > 1 && <Pieces post={post} account={account} why={why} />}
      {unopened.map((sentence) => (
        <Note key={sentence} tone="warn" live>
          {sentence}
        </Note>
      ))}
      {copy.refusal !== undefined && <RefusalNote refusal={copy.refusal} />}
      {open.refusal !== undefined && <RefusalNote refusal={open.refusal} />}
    </>
  )
}

/** The texts of an account that are pasted one by one, in the order in which the network asks for them. */
function Pieces({ post, account, why }: { readonly post: PostPage; readonly account: PostAccount; readonly why: string | undefined }) {
  const { publishing: words } = useWords()
  const pieceName = usePieceName()
  const copy = useAct(api.posts.copy)
  const [taken, setTaken] = useState<readonly Piece[]>([])
  const pieces = piecesFor(post.content, account)
  return (
    <>
      <ol className={styles['pieces']} role="list" aria-label={words.pieces(pieces.length)}>
        {pieces.map(({ piece, text }, index) => (
          <li key={piece} className={styles['piece']}>
            <span className={styles['piece-name']}>{pieceName(piece)}</span>
            <span className={styles['piece-text']}>{text}</span>
            {(index === 0 || taken.includes(piece)) && <StatusTag tone="ok">{words.pieceCopied}</StatusTag>}
            <CopyButton
              size="small"
              disabledReason={why}
              onCopy={async () => {
                const done = await copy.act({ id: post.id, account: account.id, piece })
                if (done?.ok !== true) return false
                setTaken((before) => [...before, piece])
                return true
              }}
            >
              {words.copyPiece(pieceName(piece))}
            </CopyButton>
          </li>
        ))}
      </ol>
      {copy.refusal !== undefined && <RefusalNote refusal={copy.refusal} />}
    </>
  )
}

function Proof({ post, account, publication, proof }: Row & { readonly proof: NonNullable<PublicationRow['proof']> }) {
  const { posts, publishing: words } = useWords()
  const format = useFormat()
  const open = useAct(api.shell.openExternal)
  const whyNot = useWhyNot(post.standing)
  const [asking, setAsking] = useState(false)
  const pieceName = usePieceName()
  const { detail } = proof
  const { down } = publication
  const network = posts.networks[account.network]
  return (
    <>
      <div className={styles['acts']}>
        <span className={styles['link']}>{proof.permalink}</span>
        <Button size="small" icon={<ExternalIcon />} onPress={() => void open.act({ url: proof.permalink })}>
          {posts.publish.openPost}
        </Button>
        <span className={styles['quiet']}>{posts.publish.proof(proof.name, format.instant(proof.at))}</span>
        {down === null && (
          <Button size="small" look="danger" disabledReason={whyNot('take-down')} onPress={() => setAsking(true)}>
            {words.reasonDialogs['take-down'].open}
          </Button>
        )}
      </div>
      {open.refusal !== undefined && <RefusalNote refusal={open.refusal} />}
      {detail !== null && (
        <>
          {detail.capture === null ? (
            <span className={styles['quiet']}>{words.withoutCaptureSaid(detail.withoutCapture)}</span>
          ) : (
            <Picture media={{ ...detail.capture, alternative: { kind: 'text', text: words.captureAlt(network) } }} size="small" />
          )}
          {detail.differences > 0 &&
            comparePieces({ network: account.network, pieces: shownPieces(post.content, account), files: mediaFor(post.content.media, account.network).length }, detail)
              .filter(({ comparison }) => comparison.differences.length > 0)
              .map(({ piece, comparison }) => (
                <div key={piece}>
                  <span className={styles['quiet']}>{pieceName(piece)}</span>
                  <ComparisonView comparison={comparison} />
                </div>
              ))}
          {detail.resolution !== null && (
            <span>
              {words.resolved[detail.resolution.act]}: {detail.resolution.note}
            </span>
          )}
        </>
      )}
      {down !== null && <Note tone="warn">{words.takenDown(down.name, format.instant(down.at), down.reason)}</Note>}
      <ReasonDialog kind="take-down" post={post} account={account} open={asking} onClose={() => setAsking(false)} />
    </>
  )
}
