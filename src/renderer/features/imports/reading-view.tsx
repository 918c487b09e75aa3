import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CheckIcon, FolderIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { Table } from '#renderer/ui/table.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import type { ImportRowView, Reading } from '#shared/imports/contract.ts'
import styles from './imports.module.css'
import { Problems } from './problems.tsx'

const SHOWS = ['all', 'ready', 'faulty', 'before'] as const
type Show = (typeof SHOWS)[number]

/** What was read of a table: each row with its state, what is wrong by row and column, and which rows become drafts. */
export function ReadingView({ reading, onRead }: { readonly reading: Reading; readonly onRead: (reading: Reading) => void }) {
  const { imports: words, posts } = useWords()
  const format = useFormat()
  const [, navigate] = useLocation()
  const folder = useAct(api.imports.folder)
  const bring = useAct(api.imports.bring)
  const [show, setShow] = useState<Show>('all')
  // What was brought before is left out until somebody says otherwise.
  const [flipped, setFlipped] = useState<ReadonlySet<number>>(new Set())
  const isChosen = (row: ImportRowView) => row.faults.length === 0 && (row.before === null) !== flipped.has(row.line)
  const of = (one: Show) => reading.rows.filter((row) => one === 'all' || stateOf(row) === one)
  const chosen = reading.rows.filter(isChosen)
  const again = chosen.filter((row) => row.before !== null).length

  const flip = (row: ImportRowView) => {
    if (row.faults.length > 0) return
    const next = new Set(flipped)
    if (!next.delete(row.line)) next.add(row.line)
    setFlipped(next)
  }
  const lookIn = async () => {
    const done = await folder.act({ id: reading.id, title: words.folderTitle })
    if (done?.ok === true && done.value.reading !== null) onRead(done.value.reading)
  }
  const go = async () => {
    const done = await bring.act({ id: reading.id, lines: chosen.map(({ line }) => line) })
    if (done?.ok !== true) return
    const { brought, left } = done.value
    toast([words.done(brought.length), left.length === 0 ? '' : words.left(left.length)].filter(Boolean).join(' '))
    navigate('/publicaciones')
  }
  const refusal = folder.refusal ?? bring.refusal

  return (
    <>
      <div className={styles['says']}>
        <p>{words.read(reading.file, format.number(reading.rows.length), reading.zone)}</p>
        <p>{words.filesIn(reading.folder)}</p>
        {words.encodings[reading.encoding] !== '' && <p>{words.encodings[reading.encoding]}</p>}
      </div>
      {reading.unused.length > 0 && <Note tone="warn">{words.unused(format.list(reading.unused))}</Note>}
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      {again > 0 && <Note tone="warn">{words.again(again)}</Note>}
      <div className={styles['bar']}>
        <ToggleRow label={words.show} value={show} onChange={setShow} options={SHOWS.map((value) => ({ value, label: words.shows[value], count: of(value).length }))} />
        <div className={styles['acts']}>
          <Button icon={<FolderIcon />} busy={folder.busy} onPress={() => void lookIn()}>
            {words.folder}
          </Button>
          <Button look="primary" busy={bring.busy} disabledReason={chosen.length === 0 ? words.nothingChosen : undefined} onPress={() => void go()}>
            {words.bring(chosen.length)}
          </Button>
        </div>
      </div>
      <Table
        label={words.rowsLabel}
        items={of(show)}
        keyOf={({ line }) => String(line)}
        onOpen={flip}
        maxHeight={420}
        columns={[
          {
            id: 'chosen',
            label: words.columns.chosen,
            width: '80px',
            cell: (row) =>
              isChosen(row) ? (
                <span className={styles['yes']}>
                  <CheckIcon /> {words.yes}
                </span>
              ) : (
                <span className={styles['no']}>{words.no}</span>
              ),
          },
          { id: 'line', label: words.columns.line, width: '70px', end: true, cell: ({ line }) => format.number(line) },
          { id: 'text', label: words.columns.text, width: 'minmax(180px, 3fr)', cell: ({ title, files }) => [title === '' ? posts.untitled : title, files === 0 ? '' : words.files(files)].filter(Boolean).join(' · ') },
          { id: 'accounts', label: words.columns.accounts, width: 'minmax(120px, 1.4fr)', wideOnly: true, cell: ({ accounts }) => format.list(accounts.map(({ network, handle }) => `${posts.networks[network]} ${handle}`)) },
          { id: 'wanted', label: words.columns.wanted, width: '160px', wideOnly: true, cell: ({ wanted }) => (wanted === null ? words.undated : format.instant(wanted)) },
          { id: 'state', label: words.columns.state, width: '190px', cell: (row) => <RowState row={row} /> },
        ]}
      />
      <p className={styles['hint']}>{words.rowsHint}</p>
      <Section title={words.errors} description={reading.rows.some(({ faults }) => faults.length > 0) ? words.errorsDetail : undefined}>
        <Problems kind="faults" rows={reading.rows} />
      </Section>
      <Section title={words.later} description={words.laterDetail}>
        <Problems kind="findings" rows={reading.rows} />
      </Section>
    </>
  )
}

function stateOf({ faults, before }: ImportRowView): Show {
  return faults.length > 0 ? 'faulty' : before !== null ? 'before' : 'ready'
}

function RowState({ row }: { readonly row: ImportRowView }) {
  const { imports: words } = useWords()
  const format = useFormat()
  if (row.faults.length > 0) return <StatusTag tone="danger">{words.faulty(row.faults.length)}</StatusTag>
  if (row.before !== null) return <StatusTag>{words.before(format.date(row.before.at))}</StatusTag>
  const blocking = row.findings.filter(({ severity }) => severity === 'block').length
  return <StatusTag tone={blocking > 0 ? 'warn' : 'ok'}>{blocking > 0 ? words.toMend(blocking) : words.ready}</StatusTag>
}
