import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadReplies } from '#main/modules/consultations/reply-templates.ts'
import { consultationsService } from '#main/modules/consultations/service.ts'
import { consultationsProjection } from '#main/modules/consultations/store.ts'
import { evidenceVault } from '#main/modules/incidents/evidence-vault.ts'
import { rulesProjection } from '#main/modules/rules/store.ts'
import { accounts, rules } from '#tests/main/posts/desk.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'

const shipped = fileURLToPath(new URL('../../../resources/templates/replies', import.meta.url))

/** A real ledger with the consultations' module on it. Person 1 asks at Oaxaca 03, person 2 answers, person 3 as the test says. */
export function openConsultations() {
  const opened = openTestLedger([consultationsProjection, rulesProjection])
  const desk = { ...opened, clipboard: [] as string[], files: [] as readonly string[], clipboardFails: false }
  const consultations = consultationsService({
    ledger: opened.ledger,
    clock: opened.clock,
    rules,
    limitHours: () => 48,
    accounts,
    people: { nameOf: (person) => `Nombre de ${person}`, officeNameOf: (office) => `Oficina ${office}` },
    replies: loadReplies(shipped, join(opened.folder, 'own')),
    evidence: evidenceVault(join(opened.folder, 'evidence')),
    desk: {
      chooseFiles: async () => desk.files,
      copyText: async (text) => {
        if (desk.clipboardFails) throw new Error('no clipboard')
        desk.clipboard.push(text)
      },
    },
  })
  return Object.assign(desk, { consultations })
}

export type ConsultationsDesk = ReturnType<typeof openConsultations>
