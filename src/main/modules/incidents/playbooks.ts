import { join } from 'node:path'
import { dataInForce, type DataFault } from '#main/data/data-file.ts'
import { playbook, type Playbook } from '#shared/incidents/playbook.ts'

export type LoadedPlaybook = { readonly playbook: Playbook; readonly faults: readonly DataFault[] }

const FILE = 'first-hour.yaml'

/** The playbook in force: the institution's own (`own` folder, may be absent) if it is sound, else the shipped one. */
export function loadPlaybook(shipped: string, own: string): LoadedPlaybook {
  const { value, fault } = dataInForce(join(shipped, FILE), join(own, FILE), playbook)
  return { playbook: value, faults: fault === undefined ? [] : [fault] }
}
