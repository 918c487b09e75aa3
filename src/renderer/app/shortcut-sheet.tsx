import { useMe } from '../bridge/me.ts'
import { useWords } from '../i18n/words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { keyLabel } from './keys.ts'
import { placesFor } from './places.ts'
import styles from './shortcut-sheet.module.css'

/** All shortcuts, for reading. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { app } = useWords()
  const { shortcutSheet: words } = app
  const places = placesFor(useMe().roles).length
  const groups = [
    {
      title: words.everywhere,
      rows: [
        [words.palette, keyLabel('K')],
        [words.report, keyLabel('I')],
        [words.window, keyLabel('O')],
        [words.lock, keyLabel('L')],
        [words.places, `${keyLabel('1')}…${places}`],
        [words.fields, 'Tab'],
        [words.close, 'Esc'],
        [words.sheet, 'F1'],
      ],
    },
    {
      title: words.lists,
      rows: [
        [words.move, '↑ ↓ · J K'],
        [words.ends, words.homeEnd],
        [words.open, 'Enter'],
      ],
    },
  ] as const
  return (
    <Dialog title={words.title} open onClose={onClose}>
      <div className={styles['sheet']}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className={styles['title']}>{group.title}</h3>
            <dl className={styles['rows']}>
              {group.rows.map(([what, keys]) => (
                <div key={what} className={styles['row']}>
                  <dt>{what}</dt>
                  <dd>
                    <KeyHint keys={keys} />
                    <span className="visually-hidden">{keys}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
