import { networks, type Network } from '#shared/accounts/network.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { textFor } from '#shared/rules/content.ts'
import { strictnessOf, type Strictness } from '#shared/rules/same-text.ts'
import { compose, marksIn, type SlotValues } from './compose.ts'
import type { Kit } from './kit.ts'

/** An office's post of a kit, as far as its text goes. */
export type Adaptation<P extends string = string> = { readonly post: P; readonly office: OfficeId; readonly kit: Kit; readonly slots: SlotValues; readonly networks: readonly Network[] }

/** Posts with the very same text on a network that minds. `kept`: the one that may be published as it is, the first; the others repost it, or are localised. */
export type SameText<P extends string = string> = { readonly network: Network; readonly strictness: Strictness; readonly kept: P; readonly others: readonly { readonly post: P; readonly office: OfficeId }[] }

/** The groups of equal texts, network by network, the largest first. Case, spaces and accents tell no texts apart: they do not for the networks either. */
export function sameTexts<P extends string>(adaptations: readonly Adaptation<P>[]): readonly SameText<P>[] {
  const texts = new Map(adaptations.map((one) => [one.post, compose(one.kit, one.slots, [])]))
  return networks
    .flatMap((network) => {
      const strictness = strictnessOf(network)
      if (strictness === undefined) return []
      const groups = Map.groupBy(
        adaptations.filter((one) => one.networks.includes(network)),
        ({ post }) => textFor(texts.get(post) ?? { base: '', variants: {} }, network).toLowerCase().normalize('NFD').replaceAll(/\p{M}|\s+/gu, ''),
      )
      return [...groups.values()].flatMap(([first, ...others]) =>
        first === undefined || others.length === 0 ? [] : [{ network, strictness, kept: first.post, others: others.map(({ post, office }) => ({ post, office })) }],
      )
    })
    .toSorted((one, other) => other.others.length - one.others.length)
}

/** Networks that mind on which every office's text would be the same: it has no slot that an office must fill. */
export function alwaysSame(kit: Pick<Kit, 'base' | 'variants' | 'slots'>): readonly Network[] {
  const filled = new Set(kit.slots.filter(({ required, kind }) => required && kind !== 'photo').map(({ id }) => id))
  return networks.filter((network) => strictnessOf(network) !== undefined && !marksIn(textFor(kit, network)).some((id) => filled.has(id)))
}
