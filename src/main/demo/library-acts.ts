import { DAY, type Instant, later } from '#shared/kernel/clock.ts'
import { type Day, dayOf } from '#shared/kernel/local-day.ts'
import { never } from '#shared/kernel/never.ts'
import { compose, normalValues } from '#shared/kits/compose.ts'
import { emptyKit, type KitId } from '#shared/kits/kit.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { Piece, PieceId } from '#shared/library/piece.ts'
import { type DemoServices, idOf, type Made, taken } from './demo-services.ts'
import type { DemoAct, DemoKit } from './timeline.ts'

/**
 * Does the demonstration's acts on what posts are written with: pieces of the library, campaigns, national messages and their posts. The days that the
 * file names are counted from `present`.
 */
export function libraryActs({ library, kits, posts, organization }: Pick<DemoServices, 'library' | 'kits' | 'posts' | 'organization'>, made: Made, present: Instant) {
  const drafted = new Map<DemoKit, KitId>()
  const kept = new Map<Piece, PieceId>()
  const dayFor = (days: number, { office }: Context): Day => dayOf(later(present, days * DAY), organization.zoneOf(office))

  function perform(act: Extract<DemoAct, { kind: 'piece' | 'campaign' | 'kit' }>, context: Context): void {
    switch (act.kind) {
      case 'piece':
        return onPiece(act, context)
      case 'campaign': {
        const { key, name, owner, from, to, brief, offices } = act.campaign
        const days = { from: dayFor(from, context), to: to === null ? null : dayFor(to, context) }
        made.campaigns.set(key, taken(name, library.beginCampaign(context, { name, owner: idOf(made.people, owner), ...days, brief, offices })).id)
        return
      }
      case 'kit':
        return onKit(act, context)
      default:
        return never(act)
    }
  }

  function onPiece({ piece: { piece, scope }, step }: Extract<DemoAct, { kind: 'piece' }>, context: Context): void {
    if (step === 'keep') kept.set(piece, taken(piece.name, library.keepPiece(context, scope, piece)).id)
    else taken(piece.name, library.approvePiece(context, scope, idOf(kept, piece, piece.name), 1))
  }

  function onKit({ kit, step }: Extract<DemoAct, { kind: 'kit' }>, context: Context): void {
    const what = `${step.act} of «${kit.name}»`
    if (step.act === 'draft') {
      const { name, guide, base, slots, source, topics, offices } = kit
      const campaign = kit.campaign === undefined ? null : idOf(made.campaigns, kit.campaign)
      drafted.set(kit, taken(what, kits.draft(context, { ...emptyKit, name, guide, base, slots, source, topics, offices, campaign })).id)
      return
    }
    const id = idOf(drafted, kit, what)
    const page = kits.get(context, id)
    switch (step.act) {
      case 'submit':
        return void taken(what, kits.submit(context, id, page?.writing?.revision ?? 0))
      case 'approve':
        return void taken(what, kits.approve(context, id, page?.writing?.revision ?? 0, page?.writing?.seal ?? ''))
      case 'adapt':
        return adapt(what, id, step.slots, context)
      default:
        return never(step)
    }
  }

  /** As on the screen: the office's post is begun, its slots are filled in, and it goes to be reviewed. */
  function adapt(what: string, id: KitId, given: Readonly<Record<string, string | number>>, context: Context): void {
    const { post } = taken(what, kits.adapt(context, id, false))
    const found = posts.contentFor(context, post)
    const version = kits.get(context, id)?.versions[0]
    if (found === undefined || version === undefined) throw new Error(`the demonstration does ${what} before it is in force`)
    const { content, revision } = found
    const { kit } = version
    const slots = normalValues(kit, Object.fromEntries(Object.entries(given).map(([slot, value]) => [slot, typeof value === 'number' ? dayFor(value, context) : value])))
    const accounts = content.accounts.map((account) => account.id)
    taken(what, posts.revise(context, post, revision, { ...content, accounts, ...compose(kit, slots, content.media), kit: { kit: id, version: version.version, slots } }))
    taken(what, posts.submit(context, post, posts.contentFor(context, post)?.revision ?? revision))
  }

  return perform
}
