import { Fragment, useDeferredValue, useMemo, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { Picture } from '#renderer/content/picture.tsx'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostAccount, PostPage } from '#shared/posts/contract.ts'
import { shownPieces } from '#shared/posts/pieces.ts'
import { comparePieces, type Capture, type Resolution } from '#shared/posts/publication.ts'
import { mediaFor } from '#shared/rules/content.ts'
import { ComparisonView } from './comparison-view.tsx'
import styles from './publish-panel.module.css'
import { usePieceName } from './use-piece-name.ts'
import { useWhyNot } from './use-why-not.ts'

const ACTS: readonly Resolution['act'][] = ['withdraw', 'correct', 'explain']

/** What comes back from the network: link, text as shown, capture. The text is compared as it is pasted; a difference asks for a decision. */
export function ProofForm({ post, account }: { readonly post: PostPage; readonly account: PostAccount }) {
  const { posts, publishing: words } = useWords()
  const publish = useAct(api.posts.publish)
  const choose = useAct(api.posts.capture)
  const whyNot = useWhyNot(post.standing)
  const pieceName = usePieceName()
  const sealed = mediaFor(post.content.media, account.network).length
  const pieces = useMemo(() => shownPieces(post.content, account), [post.content, account])
  const [permalink, setPermalink] = useState('')
  /** What was pasted of each piece. */
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const [seen, setSeen] = useState(String(sealed))
  const [capture, setCapture] = useState<Capture | null>(null)
  const [without, setWithout] = useState('')
  const [act, setAct] = useState<Resolution['act'] | ''>('')
  const [note, setNote] = useState('')
  const network = posts.networks[account.network]
  const files = /^\d{1,2}$/.test(seen.trim()) ? Number(seen) : sealed
  const pasted = useDeferredValue(texts)
  const compared = useMemo(
    () => comparePieces({ network: account.network, pieces, files: sealed }, { text: pasted['text'] ?? '', pieces: pasted, files }),
    [account.network, pieces, pasted, sealed, files],
  )
  /** A piece that was pasted whole, or that has no text but its files: its comparison means something. */
  const isTold = ({ published, text, comparison }: (typeof compared)[number]) => (published.trim() !== '' && !comparison.cut) || (text === '' && files !== sealed)
  const differs = compared.some((one) => isTold(one) && one.comparison.differences.length > 0)
  const { refusal } = publish
  const fault = refusal?.fields?.['permalink']

  return (
    <Form
      refusal={refusal}
      label={words.record}
      onSubmit={() =>
        void publish
          .act({
            id: post.id,
            account: account.id,
            permalink,
            proof: { text: texts['text'] ?? '', pieces: texts, files, capture, withoutCapture: without, resolution: differs && act !== '' ? { act, note } : null },
          })
          .then((done) => done?.ok === true && toast(words.recorded))
      }
      actions={
        <Button type="submit" look="primary" busy={publish.busy} disabledReason={whyNot('publish')}>
          {words.record}
        </Button>
      }
    >
      <TextField
        label={posts.publish.permalink}
        hint={posts.publish.permalinkHint(network)}
        name="permalink"
        type="url"
        placeholder="https://"
        value={permalink}
        onChange={setPermalink}
        error={fault === undefined ? undefined : posts.publish.faults[fault]}
      />
      {compared.map((one) => {
        const { piece, text, published, comparison } = one
        const told = published.trim() !== '' && comparison.cut ? 'cut' : refusal?.fields?.[piece]
        return (
          <Fragment key={piece}>
            {text !== '' && (
              <TextArea
                label={piece === 'text' ? words.text : words.pieceText(pieceName(piece))}
                hint={piece === 'text' ? words.textHint : undefined}
                name={piece}
                rows={piece === 'text' ? 4 : 2}
                value={texts[piece] ?? ''}
                onChange={(value) => setTexts({ ...texts, [piece]: value })}
                spellCheck={false}
                error={told === undefined ? undefined : words.textFaults[told]}
              />
            )}
            {piece === 'text' && sealed > 0 && <TextField label={words.files} hint={words.filesHint(sealed)} name="files" value={seen} onChange={setSeen} maxLength={2} />}
            {isTold(one) && <ComparisonView comparison={comparison} live />}
          </Fragment>
        )
      })}
      <div className={styles['capture']}>
        {capture !== null && <Picture media={{ ...capture, alternative: { kind: 'text', text: words.captureAlt(network) } }} size="small" />}
        <div className={styles['capture-words']}>
          <span className={styles['name']}>{words.capture}</span>
          <span className={styles['quiet']}>{capture === null ? words.captureHint : words.captureKept(capture.name)}</span>
          <div>
            <Button
              busy={choose.busy}
              onPress={() => void choose.act({ title: words.captureTitle }).then((done) => done?.ok === true && done.value.capture !== null && setCapture(done.value.capture))}
            >
              {capture === null ? words.captureChoose : words.captureChange}
            </Button>
          </div>
          {choose.refusal !== undefined && <RefusalNote refusal={choose.refusal} />}
        </div>
      </div>
      {capture === null && (
        <TextField label={words.withoutCapture} hint={words.withoutCaptureHint} name="capture" optional value={without} onChange={setWithout} maxLength={4000} spellCheck />
      )}
      {differs && (
        <>
          <RadioGroup label={words.resolution} name="resolution" value={act} onChange={setAct} options={ACTS.map((value) => ({ value, label: words.resolutions[value] }))} row />
          <TextArea label={words.resolutionNote} name="note" value={note} onChange={setNote} maxLength={4000} />
        </>
      )}
    </Form>
  )
}
