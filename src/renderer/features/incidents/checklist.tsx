import { useEffect, useRef, useState } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Note } from '#renderer/ui/note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { phases } from '#shared/incidents/step.ts'
import { isOpen, type Incident } from './incident.ts'
import { StepCard } from './step-card.tsx'
import { StepLine } from './step-line.tsx'
import styles from './checklist.module.css'

/** The steps, one large and the others quiet. The first without result is at hand, unless the person chose another. */
export function Checklist({ incident }: { readonly incident: Incident }) {
  const { incidents: words } = useWords()
  const [chosen, setChosen] = useState<string>()
  const focusWanted = useRef(false)
  const list = useRef<HTMLOListElement>(null)
  const next = incident.list.find(isOpen)
  const current = incident.list.find((step) => step.id === chosen) ?? next
  const open = incident.stage === 'open'

  useEffect(() => {
    if (!focusWanted.current) return
    focusWanted.current = false
    list.current?.querySelector<HTMLElement>('[data-current]')?.focus()
  }, [current?.id])

  const choose = (id: string | undefined) => {
    focusWanted.current = true
    setChosen(id)
  }

  return (
    <Section title={words.steps.title} description={open ? words.steps.detail : undefined}>
      {open && next === undefined && (
        <Note tone="ok" title={words.steps.allDone}>
          {words.steps.allDoneDetail}
        </Note>
      )}
      <ol ref={list} className={styles['phases']}>
        {phases.map((phase) => {
          const steps = incident.list.filter((step) => step.phase === phase)
          if (steps.length === 0) return null
          return (
            <li key={phase}>
              <h3 className={styles['phase']}>{words.steps.phases[phase]}</h3>
              <ol className={styles['steps']}>
                {steps.map((step) =>
                  open && step.id === current?.id ? (
                    <StepCard key={step.id} incident={incident} step={step} onSettled={() => choose(undefined)} />
                  ) : (
                    <StepLine key={step.id} step={step} onChoose={open ? () => choose(step.id) : undefined} />
                  ),
                )}
              </ol>
            </li>
          )
        })}
      </ol>
      <p className={styles['version']}>
        {words.steps.version(incident.playbook.version)}
        {incident.playbook.current > incident.playbook.version && ` ${words.steps.outdated(incident.playbook.current)}`}
      </p>
    </Section>
  )
}
