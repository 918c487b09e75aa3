import { postsProjection } from '#main/modules/posts/store.ts'
import { instantOf, MINUTE } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import type { Content } from '#shared/posts/content.ts'
import type { TestLedger } from '#tests/kit/test-ledger.ts'
import { contentOf } from './many-posts.ts'

/** Offices of the bench: real ids, so that entidades mean something. */
export const offices = Array.from({ length: 300 }, (_, index) => `district-${['oaxaca', 'puebla', 'jalisco', 'sonora', 'nuevo-leon'][index % 5] ?? ''}-${String(1 + Math.floor(index / 5)).padStart(2, '0')}`)
/** People of the bench: three to an office. */
const people = Array.from({ length: 900 }, (_, index) => `person-${index}`)

const SUBJECTS = ['Jornada electoral', 'Capacitación de funcionarias', 'Renovación de la credencial', 'Consejo distrital', 'Debate público', 'Voto anticipado', 'Casilla especial', 'Lista nominal']

/**
 * The read tables of posts as their events would leave them, without the events: signing two million would take minutes. A fifth in review, a tenth
 * returned, some approved, discarded or drafts; half with a wanted date within `dated` (ms). Seals are left out: no read table keeps one.
 */
export function projectPosts({ ledger }: TestLedger, count: number, dated: { readonly from: number; readonly to: number }): void {
  const project = postsProjection.prepare(ledger.database)
  const first = Date.UTC(2026, 10, 21, 15) - count * 20_000
  for (let begin = 0; begin < count; begin += 20_000) {
    ledger.database.transaction(() => {
      for (let index = begin; index < Math.min(count, begin + 20_000); index++) {
        const stream = `post/01930000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`
        const content = written(index, dated)
        const event = (type: string, payload: object, actor: string, minutes: number): void =>
          project({
            stream,
            type,
            payload,
            actor: actor as PersonId, // brands of a bench, here and below
            office: offices[index % offices.length] as OfficeId,
            at: instantOf(first + index * 20_000 + minutes * MINUTE),
          } as unknown as RecordedEvent)
        const author = people[index % people.length] ?? ''
        const reviewer = `reviewer-${index % 40}`
        event('post.drafted', { content, correctionOf: null }, author, 0)
        const fate = index % 10
        if (fate === 0) continue
        if (fate === 1) {
          event('post.discarded', { revision: 1 }, author, 1)
          continue
        }
        event('post.submitted', { revision: 1, seal: '', warnings: [] }, author, 1)
        if (fate === 3) event('post.claimed', { until: instantOf(first + index * 20_000 + 90 * MINUTE) }, reviewer, 2)
        if (fate === 4) event('post.returned', { revision: 1, seal: '', reasons: ['tone'], note: '' }, reviewer, 30)
        if (fate > 4) event('post.approved', { revision: 1, seal: '' }, reviewer, 30)
      }
    })()
  }
}

function written(index: number, { from, to }: { readonly from: number; readonly to: number }): Content {
  const content = contentOf(index)
  const at = from + Math.floor(((index * 7919) % 1_000_003) * ((to - from) / 1_000_003))
  return {
    ...content,
    base: `${SUBJECTS[index % SUBJECTS.length] ?? ''}. ${content.base}`,
    wanted: index % 2 === 0 ? { at: instantOf(at), zone: 'America/Mexico_City' } : null,
  }
}
