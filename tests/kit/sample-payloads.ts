import { defaultPolicies } from '#shared/organization/policies.ts'
import { emptyContent, type Content } from '#shared/posts/content.ts'
import { sealOf } from '#shared/posts/seal.ts'

const content: Content = { ...emptyContent, base: 'Texto' }
const seal = sealOf(content)
const opening = {
  folio: 'INC-2026-1', year: 2026, number: 1, seen: 'suspicious', severity: 'medium', accounts: [], knownAt: '2026-11-23T15:00:00.000Z', knownBy: 'una ciudadana',
  howKnown: 'Llamó', playbook: { id: 'suspicious', version: 1 }, steps: [],
} // prettier-ignore

/** A payload of some types as their deciders would write it: for tests that ask about something else. */
export const samplePayloads: Readonly<Record<string, object>> = {
  'institution.founded': { brand: { name: 'Instituto', shortName: 'I', mailDomain: 'example.org', accent: '#000000' }, office: 'central', policies: defaultPolicies },
  'policies.changed': defaultPolicies,
  'post.drafted': { content, correctionOf: null },
  'post.revised': { content, revision: 2, fields: ['base'] },
  'post.submitted': { revision: 1, seal, warnings: [] },
  'post.withdrawn': { revision: 1 },
  'post.claimed': { until: '2026-11-23T15:15:00.000Z' },
  'post.approved': { revision: 1, seal },
  'post.expedited': { revision: 1, seal, reason: 'r', warnings: [], remarks: ['remark-1'] },
  'post.returned': { revision: 1, seal, reasons: ['tone'], note: 'n' },
  'post.discarded': { revision: 1 },
  'incident.opened': opening,
  'clock.set-back': { latest: '2026-11-23T16:00:00.000Z', now: '2026-11-23T15:00:00.000Z' },
}
