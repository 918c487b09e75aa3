import { useState } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { DiscardIcon, PlusIcon } from '#renderer/ui/icons.ts'
import { Select } from '#renderer/ui/select.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { slotIdOf, slotKinds, type Slot } from '#shared/kits/slot.ts'
import styles from './library.module.css'

/** Most characters of a slot, by what it takes. */
const MOST = { place: 80, address: 160, date: 10, hour: 5, phone: 20, text: 140, photo: 64 } as const satisfies Record<Slot['kind'], number>

/** The open slots of a national message: each by its name, whether it must be filled in, and a line for one more. */
export function SlotsField({
  slots,
  onChange,
  onAdd,
  onDrop,
}: {
  readonly slots: readonly Slot[]
  readonly onChange: (slots: readonly Slot[]) => void
  /** A new slot, which has a place in the texts too; likewise one that is dropped. */
  readonly onAdd: (slot: Slot) => void
  readonly onDrop: (id: string) => void
}) {
  const { kits: words } = useWords()
  const [label, setLabel] = useState('')
  const [kind, setKind] = useState<Slot['kind']>('place')
  const id = slotIdOf(label)
  const twin = slots.find((slot) => slot.id === id)
  const fault = label.trim() === '' ? undefined : id === '' ? words.slotUnnamed : twin !== undefined ? words.slotTwice(twin.label) : undefined
  const put = (index: number, part: Partial<Slot>) => onChange(slots.map((slot, at) => (at === index ? { ...slot, ...part } : slot)))
  const add = () => {
    onAdd({ id, label: label.trim(), kind, most: MOST[kind], required: true })
    setLabel('')
  }
  return (
    <FieldGroup label={words.slots} name="slots" hint={words.slotsHint}>
      {slots.map((slot, index) => (
        <div key={slot.id} className={styles['slot']}>
          <TextField label={words.slotLabel} name={`slots.${index}`} value={slot.label} onChange={(next) => put(index, { label: next })} maxLength={80} />
          <div className={styles['beside']}>
            <div className={styles['slot-acts']}>
              <span className={styles['slot-kind']}>
                {words.slotKinds[slot.kind]}
                {slot.kind !== 'photo' && <code>{`{${slot.id}}`}</code>}
              </span>
              <Checkbox label={words.required} value={slot.required} onChange={(required) => put(index, { required })} />
              <IconButton size="small" label={words.dropSlot(slot.label)} icon={<DiscardIcon />} onPress={() => onDrop(slot.id)} />
            </div>
          </div>
        </div>
      ))}
      <div className={styles['slot']}>
        <TextField label={words.newSlot} value={label} onChange={setLabel} placeholder={words.newSlotHint} maxLength={80} error={fault} />
        <Select label={words.slotKind} value={kind} onChange={setKind} options={slotKinds.map((value) => ({ value, label: words.slotKinds[value] }))} />
        <div className={styles['beside']}>
          <Button icon={<PlusIcon />} disabledReason={label.trim() === '' ? words.nameFirst : fault} onPress={add}>
            {words.addSlot}
          </Button>
        </div>
      </div>
    </FieldGroup>
  )
}
