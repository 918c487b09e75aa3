import { useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useLocation } from 'wouter'
import { api } from '../bridge/api.ts'
import { useMe } from '../bridge/me.ts'
import { useAnswer } from '../bridge/use-answer.ts'
import { useWords } from '../i18n/words.ts'
import { classNames } from '../ui/class-names.ts'
import { matches } from '#shared/kernel/folded.ts'
import { EnterIcon, SearchIcon } from '../ui/icons.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { tellCut } from '../ui/tell-cut.ts'
import styles from './palette.module.css'
import { type PaletteEntry, usePaletteEntries } from './palette-entries.tsx'

/** Everything by typing: acts, places, and what main finds. Arrows move, Enter does it, Escape closes. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { palette } = useWords()
  const me = useMe()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const wanted = useDeferredValue(text.trim())
  const { answer } = useAnswer(api.shell.search, { text: wanted }, { when: wanted.length >= 2 })
  const standing = usePaletteEntries(me.roles)

  // What is found arrives late, so it stands below what is always there: the row that Enter would take does not change under the finger.
  const shown: readonly PaletteEntry[] = [
    ...standing.filter((entry) => text.trim() === '' || matches(`${entry.label} ${entry.group}`, text)),
    ...(wanted.length >= 2 ? (answer ?? []) : []).map((hit) => ({
      id: `${hit.kind}/${hit.id}`,
      group: palette.found,
      label: hit.title,
      detail: [palette.kinds[hit.kind], hit.detail].filter(Boolean).join(' · '),
      onPress: () => navigate(hit.route),
    })),
  ]
  const current = Math.min(at, shown.length - 1)

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const choose = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return
    onClose()
    entry.onPress()
  }

  return (
    <ModalOverlay
      isOpen
      isDismissable
      className={styles['overlay'] ?? ''}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={styles['modal'] ?? ''}>
        <Dialog aria-label={palette.title} className={styles['dialog'] ?? ''}>
          <div className={styles['line']}>
            <SearchIcon />
            <input
              role="combobox"
              aria-expanded="true"
              aria-controls={`${id}-list`}
              aria-activedescendant={shown.length === 0 ? undefined : `${id}-${current}`}
              aria-label={palette.title}
              aria-autocomplete="list"
              className={styles['input']}
              placeholder={palette.placeholder}
              value={text}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setText(event.target.value)
                setAt(0)
              }}
              onKeyDown={(event) => {
                const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
                if (step !== undefined && shown.length > 0) {
                  event.preventDefault()
                  setAt((current + step + shown.length) % shown.length)
                }
                if (event.key === 'Enter') {
                  event.preventDefault()
                  choose(shown[current])
                }
              }}
            />
          </div>
          <div ref={list} id={`${id}-list`} role="listbox" aria-label={palette.title} className={styles['list']}>
            {shown.map((entry, index) => (
              <div key={entry.id} role="presentation">
                {entry.group !== shown[index - 1]?.group && (
                  <div className={styles['group']} role="presentation">
                    {entry.group}
                  </div>
                )}
                <div
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === current}
                  className={classNames(styles['entry'], index === current && styles['current'])}
                  onPointerMove={() => setAt(index)}
                  onClick={() => choose(entry)}
                >
                  {entry.icon}
                  <span className={styles['label']} onPointerOver={tellCut}>{entry.label}</span>
                  {entry.detail !== undefined && <span className={styles['detail']} onPointerOver={tellCut}>{entry.detail}</span>}
                  {entry.keys !== undefined && <KeyHint keys={entry.keys} />}
                  {index === current && entry.keys === undefined && <EnterIcon />}
                </div>
              </div>
            ))}
          </div>
          {shown.length === 0 && (
            <p className={styles['nothing']} role="status">
              {palette.nothing}
            </p>
          )}
          <p className={styles['hint']}>{palette.hint}</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
