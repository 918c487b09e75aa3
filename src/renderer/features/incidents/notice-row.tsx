import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { DocumentIcon, MailIcon, SendIcon } from '#renderer/ui/icons.ts'
import { Menu, type MenuAct } from '#renderer/ui/menu.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { unbroken } from '#renderer/ui/unbroken.ts'
import type { Form } from '#shared/notices/notice.ts'
import type { Notice } from './incident.ts'
import type { NoticeWork } from './notice-dialog.tsx'
import styles from './notices-part.module.css'

/** One notice: to whom, how far, and what carries it out. Sending is always a person's act, outside. */
export function NoticeRow({
  notice,
  closed,
  onWork,
}: {
  readonly notice: Notice
  readonly closed: boolean
  readonly onWork: (what: NoticeWork) => void
}) {
  const { incidents, organization } = useWords()
  const words = incidents.notices
  const format = useFormat()
  const [, go] = useLocation()
  const copy = useAct(api.notices.copy)
  const save = useAct(api.notices.export)
  const openMail = useAct(api.notices.openMail)
  const who = organization.contacts[notice.addressee]
  const named = notice.to === undefined ? undefined : [notice.to.name, notice.to.mail, unbroken(notice.to.phone)].filter((part) => part !== '').join(' · ')
  const refusal = copy.refusal ?? save.refusal ?? openMail.refusal
  const variables = (names: Notice['stale']) => format.list(names.map((name) => words.variables[name]))

  const fresh = () => {
    copy.reset()
    save.reset()
    openMail.reset()
  }
  const saveAs = async (form: Form) => {
    fresh()
    const result = await save.act({ id: notice.id, form })
    if (result?.ok === true) toast(words.saved(result.value.file))
  }
  const openDraft = async () => {
    fresh()
    const result = await openMail.act({ id: notice.id })
    if (result?.ok === true) toast(words.saved(result.value.file))
  }
  const more: readonly MenuAct[] = [
    { id: 'read', label: words.read, onPress: () => onWork('read') },
    { id: 'phone', label: words.phone, onPress: () => onWork('phone') },
    { id: 'eml', label: words.saveEml, onPress: () => void saveAs('eml') },
    { id: 'text', label: words.saveText, onPress: () => void saveAs('text') },
    ...(notice.stage === 'drafted' || closed ? [] : [{ id: 'again', label: words.markAgain, onPress: () => onWork('sent') }]),
    ...(notice.stage === 'sent' && !closed ? [{ id: 'retract', label: words.retract, onPress: () => onWork('retract') }] : []),
  ]

  return (
    <li className={styles['notice']}>
      <div className={styles['head']}>
        <span className={styles['who']}>{who}</span>
        <NoticeState notice={notice} />
        {named !== undefined && <span className={styles['contact']}>{named}</span>}
        {notice.to === undefined && notice.stage === 'drafted' && (
          <span className={styles['contact']}>
            {words.contactMissing}{' '}
            <button type="button" className={styles['link']} onClick={() => go('/personas/contactos')}>
              {words.addContact}
              <span className="visually-hidden">: {who}</span>
            </button>
          </span>
        )}
      </div>
      <div className={styles['acts']}>
        {notice.stage === 'drafted' && (
          <Button icon={<SendIcon />} onPress={() => onWork('sent')}>
            {words.markSent}
          </Button>
        )}
        {notice.stage === 'sent' && <Button onPress={() => onWork('acknowledge')}>{words.acknowledge}</Button>}
        <CopyButton
          onCopy={async () => {
            fresh()
            return (await copy.act({ id: notice.id, what: 'mail' }))?.ok === true
          }}
        >
          {words.copy}
        </CopyButton>
        <Button icon={<MailIcon />} busy={openMail.busy} onPress={() => void openDraft()}>
          {words.openMail}
        </Button>
        <Button icon={<DocumentIcon />} busy={save.busy} onPress={() => void saveAs('docx')}>
          {words.saveDocx}
        </Button>
        <Menu items={more} />
      </div>
      {notice.stale.length > 0 && (
        <div className={styles['below']}>
          <Note tone="warn">{notice.stage === 'drafted' ? words.staleEdited(variables(notice.stale)) : words.stale(variables(notice.stale))}</Note>
        </div>
      )}
      {notice.learned.length > 0 && notice.stage !== 'drafted' && <p className={styles['later']}>{words.learned(variables(notice.learned))}</p>}
      {refusal !== undefined && (
        <div className={styles['below']}>
          <RefusalNote refusal={refusal} />
        </div>
      )}
    </li>
  )
}

function NoticeState({ notice }: { readonly notice: Notice }) {
  const { incidents } = useWords()
  const words = incidents.notices
  const format = useFormat()
  if (notice.acknowledgement !== undefined) return <StatusTag tone="ok">{words.states.acknowledged(format.time(notice.acknowledgement.at))}</StatusTag>
  const last = notice.dispatches.at(-1)
  if (last !== undefined) return <StatusTag tone="info">{words.states.sent(words.channels[last.channel], format.time(last.at))}</StatusTag>
  return <StatusTag tone="warn">{words.states.drafted}</StatusTag>
}
