import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readDataFile, type DataFault } from '#main/data/data-file.ts'
import { templateFault } from '#main/documents/template-text.ts'
import type { addressees } from '#shared/notices/notice.ts'
import { template, type DocumentTemplate, type NoticeTemplate, type Template } from '#shared/notices/template.ts'

type Addressee = (typeof addressees)[number]

/** The texts in force. */
export type Templates = {
  readonly notices: Readonly<Record<Addressee, NoticeTemplate>>
  readonly act: DocumentTemplate
  readonly report: DocumentTemplate
  /** Files of the institution that were refused; the shipped ones are in force in their place. */
  readonly faults: readonly DataFault[]
}

/** A template whose every text is sound: no unknown variable, tag or filter. */
const soundTemplate = template.superRefine((candidate, context) => {
  for (const [path, text] of textsOf(candidate)) {
    const fault = templateFault(text)
    if (fault !== undefined) context.addIssue({ code: 'custom', path: [...path], message: fault.message, params: { es: fault.es } })
  }
})

/**
 * Reads the shipped templates and the institution's own (`own` folder, may be absent): a sound file takes the place of the shipped one
 * for the same addressee or document. A broken shipped file is a bug and throws.
 */
export function loadTemplates(shipped: string, own: string): Templates {
  const faults: DataFault[] = []
  const inForce = new Map<string, Template>()
  for (const file of yamlFiles(shipped)) {
    const read = readDataFile(file, soundTemplate)
    if (!read.ok) throw new Error(`${read.fault.file}, line ${read.fault.line}: ${read.fault.reason}`)
    inForce.set(placeOf(read.value), read.value)
  }
  for (const file of yamlFiles(own)) {
    const read = readDataFile(file, soundTemplate)
    if (read.ok) inForce.set(placeOf(read.value), read.value)
    else faults.push(read.fault)
  }
  return {
    notices: {
      areaHead: noticeFor(inForce, 'areaHead'),
      communication: noticeFor(inForce, 'communication'),
      security: noticeFor(inForce, 'security'),
    },
    act: documentFor(inForce, 'act'),
    report: documentFor(inForce, 'report'),
    faults,
  }
}

/** The `.yaml` files of a folder in order of name; none when there is no folder. */
export function yamlFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => join(folder, name))
}

function placeOf(candidate: Template): string {
  return candidate.kind === 'notice' ? `notice/${candidate.addressee}` : candidate.kind
}

function noticeFor(inForce: ReadonlyMap<string, Template>, addressee: Addressee): NoticeTemplate {
  const found = inForce.get(`notice/${addressee}`)
  if (found?.kind !== 'notice') throw new Error(`no template for the notice to ${addressee}`)
  return found
}

function documentFor(inForce: ReadonlyMap<string, Template>, kind: DocumentTemplate['kind']): DocumentTemplate {
  const found = inForce.get(kind)
  if (found === undefined || found.kind === 'notice') throw new Error(`no template for the document ${kind}`)
  return found
}

function textsOf(candidate: Template): readonly (readonly [readonly string[], string])[] {
  if (candidate.kind !== 'notice') {
    return [
      [['title'], candidate.title],
      [['body'], candidate.body],
      [['closing'], candidate.closing],
    ]
  }
  return [
    [['subject'], candidate.subject],
    [['body'], candidate.body],
    [['mail', 'greeting'], candidate.mail.greeting],
    [['mail', 'farewell'], candidate.mail.farewell],
    [['letter', 'antecedent'], candidate.letter.antecedent],
    [['letter', 'closing'], candidate.letter.closing],
    [['phone'], candidate.phone],
  ]
}
