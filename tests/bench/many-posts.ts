import { appendInBulk, type DecidedDeed } from '#main/ledger/bulk.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { instantOf, MINUTE } from '#shared/kernel/clock.ts'
import { emptyContent, type Content, type Target } from '#shared/posts/content.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { type TestLedger, testSigning } from '#tests/kit/test-ledger.ts'

/** How many posts the figures of docs/performance.md are about. */
export const POSTS = 100_000
const OFFICES = 300
/** The first post's moment: 2026-11-21T15:00:00Z; the last one's is some seven hours before the test clock's present. */
const FIRST = Date.UTC(2026, 10, 21, 15)
/** Milliseconds between two posts. */
const STEP = (41 * 60 * MINUTE) / POSTS

const x: Target = { id: 'account-x' as AccountId, network: 'x' } // ids of a bench
const facebook: Target = { id: 'account-facebook' as AccountId, network: 'facebook' }

/** Posts of 300 offices, all in review: a third for X alone, a third for Facebook alone, a third for both; one in ten taken by a reviewer. */
export function fillWithPosts({ ledger }: TestLedger, count: number = POSTS): void {
  appendInBulk(ledger.database, testSigning, deeds(count), (event) => ledger.tables.project(event))
}

function* deeds(count: number): Generator<DecidedDeed> {
  for (let index = 0; index < count; index++) {
    const office = `district-${index % OFFICES}`
    const stream = `post/${id(index, 0)}`
    const at = FIRST + index * STEP
    const content = contentOf(index)
    const deed = (version: number, type: string, payload: object, actor: string, role: string): DecidedDeed => ({
      version,
      deed: {
        id: id(index, version),
        stream,
        audience: JSON.stringify({ kind: 'review', office }),
        type,
        schema: 1,
        payload: JSON.stringify(payload),
        actor,
        role,
        office: role === 'reviewer' ? 'central-cncs' : office,
        at: instantOf(at + version * MINUTE),
        signer: 'signer-1',
      },
    })
    yield deed(1, 'post.drafted', { content, correctionOf: null }, 'person-1', 'operator')
    yield deed(2, 'post.submitted', { revision: 1, seal: sealOf(content), warnings: [] }, 'person-1', 'operator')
    if (index % 10 === 0) yield deed(3, 'post.claimed', { until: instantOf(at + 72 * 60 * MINUTE) }, 'person-2', 'reviewer')
  }
}

/** A content of the size that district offices publish: one text, a document as its source, one or two accounts. */
export function contentOf(index: number): Content {
  return {
    ...emptyContent,
    base: `Aviso ${index}: acude a tu módulo y renueva tu Credencial para Votar. Consulta los horarios de la oficina ${index % OFFICES} en https://www.ine.mx.`,
    source: { kind: 'document', reference: `Oficio ${index}/2026` },
    accounts: index % 3 === 0 ? [x] : index % 3 === 1 ? [facebook] : [x, facebook],
  }
}

function id(index: number, part: number): string {
  return `01930000-0000-7000-8${part}00-${index.toString(16).padStart(12, '0')}`
}
