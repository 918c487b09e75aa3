import { logoKinds } from '#shared/organization/brand.ts'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../bridge/api.ts'
import { useMe } from '../../bridge/me.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useAnswer } from '../../bridge/use-answer.ts'
import { useWords } from '../../i18n/words.ts'
import { applyAccent } from '../../theme/apply.ts'
import { AccentField } from '../../ui/accent-field.tsx'
import { Button } from '../../ui/button.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import { Form } from '../../ui/form.tsx'
import { FormRow } from '../../ui/form-row.tsx'
import { ImageIcon } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast-store.ts'
import { useDraft } from '../../ui/use-draft.ts'
import { logoOf } from './logo-file.ts'
import styles from './settings.module.css'

/** How the institution is called and looks. The colour is tried on the window at once; leaving without saving takes it back. */
export function BrandForm() {
  const { settings } = useWords()
  const { answer } = useAnswer(api.organization.brand, {})
  const brand = answer?.brand
  return (
    <Section title={settings.brand.title} description={settings.brand.explain}>
      {brand !== undefined && <BrandFields key={JSON.stringify(brand)} brand={brand} />}
    </Section>
  )
}

type Brand = Parameters<typeof api.organization.setBrand>[0]

function BrandFields({ brand }: { readonly brand: Brand }) {
  const { settings, ui } = useWords()
  const words = settings.brand
  const { roles } = useMe()
  const save = useAct(api.organization.setBrand)
  const draft = useDraft<Brand & { readonly logo: string }>({ ...brand, logo: brand.logo ?? '' })
  const [fault, setFault] = useState<'picture' | 'picture-too-large'>()
  const picker = useRef<HTMLInputElement>(null)
  const { accent } = draft.values

  useEffect(() => {
    applyAccent(accent)
  }, [accent])
  useEffect(() => () => applyAccent(brand.accent), [brand.accent])

  const choose = async (file: File) => {
    const chosen = await logoOf(file)
    if ('logo' in chosen) draft.set('logo', chosen.logo)
    setFault('fault' in chosen ? chosen.fault : undefined)
  }
  const mayChange = roles.includes('administrator')
  return (
    <div className={styles['narrow']}>
      <Form
        label={words.title}
        refusal={save.refusal}
        onSubmit={() => {
          const { logo, ...rest } = draft.values
          void save.act(logo === '' ? rest : { ...rest, logo }).then((result) => {
            if (result?.ok === true) toast(words.saved)
          })
        }}
        actions={
          <Button type="submit" busy={save.busy} disabledReason={mayChange ? undefined : words.onlyAdministrator}>
            {words.save}
          </Button>
        }
      >
        <TextField label={words.name} {...draft.field('name')} />
        <FormRow>
          <TextField label={words.shortName} {...draft.field('shortName')} />
          <TextField label={words.mailDomain} hint={words.mailDomainHint} optional {...draft.field('mailDomain')} />
        </FormRow>
        <AccentField label={words.accent} {...draft.field('accent')} />
        <FieldGroup label={words.logo} name="logo" hint={words.logoHint} error={fault && ui.fields[fault]}>
          <div className={styles['logo']}>
            {draft.values.logo !== '' && <img src={draft.values.logo} alt={words.logo} className={styles['picture']} />}
            <input
              ref={picker}
              type="file"
              hidden
              accept={logoKinds.join()}
              onChange={(event) => {
                const file = event.target.files?.[0]
                if (file !== undefined) void choose(file)
                event.target.value = ''
              }}
            />
            <Button size="small" icon={<ImageIcon />} onPress={() => picker.current?.click()}>
              {words.chooseLogo}
            </Button>
            {draft.values.logo !== '' && (
              <Button size="small" look="quiet" onPress={() => draft.set('logo', '')}>
                {words.removeLogo}
              </Button>
            )}
          </div>
        </FieldGroup>
        {!mayChange && <Note>{words.onlyAdministrator}</Note>}
      </Form>
    </div>
  )
}
