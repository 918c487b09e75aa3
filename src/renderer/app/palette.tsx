import { useDeferredValue, useState } from 'react'
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
import { useChooser } from '../ui/use-chooser.ts'
import styles from './palette.module.css'
import { type PaletteEntry, usePaletteEntries } from './palette-entries.tsx'

/** Everything by typing: acts, places, and what main finds. Arrows move, Enter does it, Escape closes. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { palette } = useWords()
  const me = useMe()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
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
  const { current, field, list, option } = useChooser({
    label: palette.title,
    text,
    onText: setText,
    rows: shown,
    onChoose: (entry) => {
      onClose()
      entry.onPress()
    },
  })

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
            <input {...field} aria-label={palette.title} className={styles['input']} placeholder={palette.placeholder} />
          </div>
          <div {...list} className={styles['list']}>
            {shown.map((entry, index) => (
              <div key={entry.id} role="presentation">
                {entry.group !== shown[index - 1]?.group && (
                  <div className={styles['group']} role="presentation">
                    {entry.group}
                  </div>
                )}
                <div {...option(index)} className={classNames(styles['entry'], index === current && styles['current'])}>
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
