import { DAY, HOUR, later, MINUTE } from '#shared/kernel/clock.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { AccentField } from '../ui/accent-field.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { CodeSheet } from '../ui/code-sheet.tsx'
import { ComboBox } from '../ui/combo-box.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { DateField, DateTimeField } from '../ui/date-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Due } from '../ui/due.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Facts } from '../ui/facts.tsx'
import { FieldGroup } from '../ui/field-group.tsx'
import { Form } from '../ui/form.tsx'
import { FormRow } from '../ui/form-row.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { AccountIcon, DiscardIcon, DocumentIcon, HistoryIcon, MailIcon, PlusIcon } from '../ui/icons.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { List } from '../ui/list.tsx'
import { ListRow } from '../ui/list-row.tsx'
import { Menu } from '../ui/menu.tsx'
import { Meter } from '../ui/meter.tsx'
import { Moment } from '../ui/moment.tsx'
import { Note } from '../ui/note.tsx'
import { Page } from '../ui/page.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { PassphraseField } from '../ui/passphrase-field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Popover } from '../ui/popover.tsx'
import { Progress } from '../ui/progress.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { RowMark } from '../ui/row-mark.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { Section } from '../ui/section.tsx'
import { Select } from '../ui/select.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { Steps } from '../ui/steps.tsx'
import { Switch } from '../ui/switch.tsx'
import { Table } from '../ui/table.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { toast } from '../ui/toast-store.ts'
import { ToggleRow } from '../ui/toggle-row.tsx'
import type { Tone } from '../ui/tone.ts'
import { useDraft } from '../ui/use-draft.ts'
import { useNow } from '../ui/use-now.ts'
import styles from './ui-page.module.css'

const tones = ['neutral', 'info', 'ok', 'warn', 'danger'] as const satisfies readonly Tone[]
const entities = ['Aguascalientes', 'Ciudad de México', 'México', 'Michoacán', 'Nuevo León', 'Oaxaca', 'Querétaro', 'Yucatán']
const offices = entities.flatMap((entity) => Array.from({ length: 38 }, (_, index) => ({ entity, number: String(index + 1).padStart(2, '0') })))

/** Every part in every state, on one page (`#/ui`): for designers, for reviewers, and for the accessibility tests. */
export function UiPage() {
  const { uiPage } = useWords()
  return (
    <Page width="full">
      <PageHeader title={uiPage.title} description={uiPage.explain} />
      <ColourPart />
      <ButtonPart />
      <FieldPart />
      <ChoicePart />
      <StatePart />
      <NoticePart />
      <OverlayPart />
      <DataPart />
      <FlowPart />
      <EmptyPart />
    </Page>
  )
}

function ColourPart() {
  const { uiPage } = useWords()
  return (
    <Section title={uiPage.sections.colour}>
      <div className={styles['colours']}>
        {Object.entries(uiPage.colours).map(([name, label]) => (
          <span key={name} className={styles['colour']} data-colour={name}>
            <span className={styles['swatch']} />
            {label}
          </span>
        ))}
      </div>
      <div className={styles['sizes']}>
        {uiPage.sizes.map((size, index) => (
          <p key={size} data-size={index}>
            {size}
          </p>
        ))}
      </div>
    </Section>
  )
}

function ButtonPart() {
  const { uiPage } = useWords()
  const words = uiPage.buttons
  return (
    <Section title={uiPage.sections.buttons}>
      <div className={styles['row']}>
        <Button look="primary">{words.primary}</Button>
        <Button icon={<DocumentIcon />}>{words.plain}</Button>
        <Button look="quiet">{words.quiet}</Button>
        <Button look="danger">{words.danger}</Button>
        <Button look="danger-fill">{words.fill}</Button>
        <Button look="primary" busy>
          {words.busy}
        </Button>
        <Button look="primary" disabledReason={words.reason}>
          {words.off}
        </Button>
        <Button look="quiet" disabledReason={words.reason}>
          {words.off}
        </Button>
        <Button size="small">{words.small}</Button>
        <Button size="large" look="primary">
          {words.large}
        </Button>
        <IconButton label={words.icon} icon={<PlusIcon />} />
        <IconButton label={words.icon} icon={<PlusIcon />} disabledReason={words.reason} />
      </div>
    </Section>
  )
}

function FieldPart() {
  const { uiPage } = useWords()
  const words = uiPage.fields
  const draft = useDraft({ text: '', handle: 'INEMexico', bad: 'correo@', area: '', password: 'casa azul', next: 'faro tres nube', network: '', office: '', date: '2026-11-23', accent: '#a3195b' })
  const now = useNow()
  const [moment, setMoment] = useState<typeof now | ''>(now)
  const [search, setSearch] = useState('')
  const [refusal, setRefusal] = useState<Refusal>()
  return (
    <Section title={uiPage.sections.fields}>
      <Form
        label={uiPage.sections.fields}
        refusal={refusal}
        onSubmit={() => setRefusal({ code: 'input/invalid', fields: { text: 'required', network: 'choice', office: 'choice', date: 'past' } })}
        actions={
          <Button type="submit" look="primary">
            {words.refused}
          </Button>
        }
      >
        <div className={styles['columns']}>
          <TextField label={words.text} hint={words.textHint} {...draft.field('text')} />
          <TextField label={words.handle} before="@" mono optional {...draft.field('handle')} />
          <TextField label={words.bad} type="email" {...draft.field('bad')} error={uiPage.notices.warn} />
          <TextField label={words.off} value={words.offValue} onChange={() => undefined} disabled />
          <PasswordField label={words.password} {...draft.field('password')} />
          <PassphraseField label={words.next} {...draft.field('next')} />
          <Select label={words.select} {...draft.field('network')} options={words.networks.map((label) => ({ value: label, label }))} />
          <ComboBox
            label={words.combo}
            hint={words.comboHint}
            {...draft.field('office')}
            options={offices.map(({ entity, number }) => ({ value: `${entity}-${number}`, label: words.office(number, entity) }))}
          />
          <DateField label={words.date} {...draft.field('date')} />
          <DateTimeField label={words.moment} value={moment} onChange={setMoment} />
          <AccentField label={words.colour} {...draft.field('accent')} />
          <SearchField label={words.search} value={search} onChange={setSearch} />
        </div>
        <TextArea label={words.area} optional {...draft.field('area')} />
      </Form>
    </Section>
  )
}

function ChoicePart() {
  const { uiPage } = useWords()
  const words = uiPage.choices
  const [check, setCheck] = useState(true)
  const [bad, setBad] = useState(false)
  const [on, setOn] = useState(true)
  const [radio, setRadio] = useState('0')
  const [toggle, setToggle] = useState('0')
  return (
    <Section title={uiPage.sections.choices}>
      <FormRow>
        <FieldGroup label={words.partly}>
          <Checkbox label={words.check} hint={words.checkHint} value={check} onChange={setCheck} />
          <Checkbox label={words.partly} value={false} partly onChange={() => undefined} />
          <Checkbox label={words.bad} value={bad} onChange={setBad} error={bad ? '' : uiPage.notices.note} />
          <Switch label={words.switch} value={on} onChange={setOn} />
        </FieldGroup>
        <RadioGroup
          label={words.radio}
          value={radio}
          onChange={setRadio}
          options={words.radios.map((label, index) => ({ value: String(index), label, ...(index === 1 ? { hint: words.radioHint } : {}) }))}
        />
        <ToggleRow
          label={words.toggle}
          value={toggle}
          onChange={setToggle}
          options={words.toggles.map((label, index) => ({ value: String(index), label, count: 12 - 5 * index }))}
        />
      </FormRow>
    </Section>
  )
}

function StatePart() {
  const { uiPage } = useWords()
  const now = useNow()
  const words = uiPage.states
  return (
    <Section title={uiPage.sections.states}>
      <div className={styles['row']}>
        {tones.map((tone) => (
          <StatusTag key={tone} tone={tone}>
            {words[tone]}
          </StatusTag>
        ))}
      </div>
      <div className={styles['row']}>
        <Due at={later(now, 40 * DAY)} />
        <Due at={later(now, 3 * DAY)} />
        <Due at={later(now, -2 * DAY)} />
        <span>
          {words.past} <Moment at={later(now, -90 * MINUTE)} />
        </span>
      </div>
      <div className={styles['row']}>
        <Meter label={words.meter} left={31 * HOUR} total={48 * HOUR} />
        <Meter label={words.meter} left={5 * HOUR} total={48 * HOUR} />
        <Meter label={words.meter} left={-3 * HOUR} total={48 * HOUR} />
        <Meter label={words.meter} left={20 * HOUR} total={48 * HOUR} paused />
        <KeyHint keys="Ctrl+K" />
      </div>
    </Section>
  )
}

function NoticePart() {
  const { uiPage, ui } = useWords()
  const words = uiPage.notices
  return (
    <Section title={uiPage.sections.notices}>
      <div className={styles['banners']}>
        {(['info', 'warn', 'danger', 'ok'] as const).map((tone) => (
          <Banner key={tone} tone={tone} action={<Button size="small">{words.act}</Button>}>
            {words[tone]}
          </Banner>
        ))}
      </div>
      <Note>{words.note}</Note>
      <Note tone="info">{words.info}</Note>
      <Note tone="ok">{words.ok}</Note>
      <Note tone="warn" title={words.title} action={<Button size="small">{words.act}</Button>}>
        {words.warn}
      </Note>
      <Note tone="danger">{words.danger}</Note>
      <div className={styles['row']}>
        <Button onPress={() => toast(words.toast, { act: { label: ui.undo, onPress: () => toast(words.undone, { tone: 'info' }) } })}>{words.showToast}</Button>
      </div>
    </Section>
  )
}

function OverlayPart() {
  const { uiPage, ui } = useWords()
  const words = uiPage.overlays
  const [open, setOpen] = useState<'dialog' | 'confirm'>()
  const [text, setText] = useState('')
  const close = () => setOpen(undefined)
  return (
    <Section title={uiPage.sections.overlays}>
      <div className={styles['row']}>
        <Button onPress={() => setOpen('dialog')}>{words.dialog}</Button>
        <Button look="danger" onPress={() => setOpen('confirm')}>
          {words.confirm}
        </Button>
        <Menu
          label={words.menu}
          items={[
            { id: 'document', label: words.items[0], icon: <DocumentIcon />, onPress: () => toast(words.items[0]) },
            { id: 'mail', label: words.items[1], icon: <MailIcon />, onPress: () => toast(words.items[1]) },
            { id: 'copy', label: words.itemOff, disabledReason: words.itemReason, onPress: () => undefined },
            { id: 'line', separator: true },
            { id: 'remove', label: words.items[2], icon: <DiscardIcon />, danger: true, onPress: () => toast(words.items[2], { tone: 'info' }) },
          ]}
        />
        <Menu items={[{ id: 'one', label: words.items[0], onPress: () => undefined }]} />
        <Popover label={words.popover}>{words.popoverText}</Popover>
        <CopyButton onCopy={() => Promise.resolve(true)}>{words.copy}</CopyButton>
        <IconButton label={words.tip} icon={<HistoryIcon />} />
      </div>
      <Dialog title={words.dialogTitle} open={open === 'dialog'} onClose={close}>
        <Form
          onSubmit={close}
          actions={
            <>
              <Button type="submit" look="primary">
                {uiPage.fields.submit}
              </Button>
              <Button onPress={close}>{ui.cancel}</Button>
            </>
          }
        >
          <p>{words.dialogText}</p>
          <TextArea label={uiPage.fields.area} value={text} onChange={setText} autoFocus />
          <Select label={uiPage.fields.select} value="" onChange={() => undefined} options={uiPage.fields.networks.map((label) => ({ value: label, label }))} />
        </Form>
      </Dialog>
      <ConfirmDialog title={words.confirmTitle} act={words.confirmAct} open={open === 'confirm'} onClose={close} onConfirm={close}>
        <p>{words.confirmText}</p>
      </ConfirmDialog>
    </Section>
  )
}

function DataPart() {
  const { uiPage } = useWords()
  const now = useNow()
  const words = uiPage.data
  const [selected, setSelected] = useState('Oaxaca-03')
  const [marked, setMarked] = useState(false)
  const handles = offices.map(({ entity, number }) => ({ id: `${entity}-${number}`, title: uiPage.fields.office(number, entity), handle: `@JDE${number}` }))
  return (
    <Section title={uiPage.sections.data}>
      <div className={styles['data']}>
        <div className={styles['list']}>
          <List
            label={words.list}
            items={handles}
            keyOf={(item) => item.id}
            selected={selected}
            onOpen={(item) => setSelected(item.id)}
            row={(item) => (
              <ListRow start={item.id === selected ? <RowMark label={uiPage.choices.check} value={marked} onChange={setMarked} /> : <AccountIcon />} title={item.title} detail={item.handle} end={<StatusTag tone="ok">{uiPage.states.ok}</StatusTag>} />
            )}
          />
        </div>
        <div className={styles['table']}>
          <Table
            label={words.table}
            items={handles.slice(0, 60)}
            keyOf={(item) => item.id}
            maxHeight={288}
            onOpen={() => undefined}
            columns={[
              { id: 'who', label: words.person, cell: (item) => item.handle, width: '90px' },
              { id: 'act', label: words.act, cell: (item) => words.acts[item.id.length % words.acts.length] },
              { id: 'when', label: words.when, cell: () => <Moment at={now} />, width: '160px', wideOnly: true },
              { id: 'count', label: words.count, cell: (item) => item.title.length, width: '80px', end: true },
            ]}
          />
        </div>
      </div>
      <Facts
        facts={[
          { label: words.facts[0], value: 'X' },
          { label: words.facts[1], value: '@INEMexico' },
          { label: words.facts[2], value: uiPage.fields.office('03', 'Oaxaca') },
          { label: words.facts[3], value: '' },
        ]}
      />
    </Section>
  )
}

function FlowPart() {
  const { uiPage, keychain } = useWords()
  const now = useNow()
  const words = uiPage.flow
  const [tab, setTab] = useState('0')
  const [step, setStep] = useState(2)
  return (
    <Section title={uiPage.sections.flow}>
      <FormRow>
        <Steps label={words.stepsLabel} steps={words.steps} current={step} onPick={setStep} />
        <div className={styles['stack']}>
          <Progress label={words.progress} done={42} total={120} />
          <Progress label={words.waiting} />
        </div>
        <Timeline
          label={words.timeline}
          entries={words.events.map((what, index) => ({
            id: what,
            at: later(now, (index - 4) * 9 * HOUR),
            what,
            who: words.who,
            tone: tones[index] ?? 'neutral',
          }))}
        />
      </FormRow>
      <Tabs
        label={words.tabsLabel}
        value={tab}
        onChange={setTab}
        tabs={words.tabs.map((label, index) => ({ value: String(index), label, content: <p>{words.events[index]}</p>, ...(index === 2 ? { count: 4 } : {}) }))}
      />
      <CodeSheet
        title={keychain.sheet.title}
        purpose={keychain.sheet.purpose}
        codeLabel={keychain.sheet.code}
        groups={['7K2M9Q', 'X4TRW8', '3HN6PZ', 'V1C5YB', '8DJF0G', 'A2E7SM']}
        codeNote={keychain.sheet.checkGroup}
        facts={[{ label: keychain.sheet.office, value: uiPage.fields.office('03', 'Oaxaca') }]}
        notes={[keychain.sheet.keep]}
      />
    </Section>
  )
}

function EmptyPart() {
  const { uiPage } = useWords()
  return (
    <Section title={uiPage.sections.empty}>
      <EmptyState title={uiPage.empty.title} icon={<AccountIcon />} action={<Button>{uiPage.empty.act}</Button>}>
        {uiPage.empty.text}
      </EmptyState>
    </Section>
  )
}
