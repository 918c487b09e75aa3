import { join } from 'node:path'
import { z } from 'zod'
import { dataInForce, type DataFault } from '#main/data/data-file.ts'
import { networkFacts } from '#shared/accounts/network-facts-form.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import { hostOf, isOnDomain } from '#shared/accounts/web-address.ts'

/** The file is what crosses to the window, plus what only a reader of the file needs: pages on https, patterns that compile, every network once. */
const networksFile = z.strictObject({ networks: z.array(networkFacts) }).superRefine((file, context) => {
  for (const network of networks) {
    if (file.networks.filter((facts) => facts.network === network).length === 1) continue
    context.addIssue({ code: 'custom', path: ['networks'], message: `${network} must be there once` })
  }
  for (const [index, facts] of file.networks.entries()) {
    const fault = (path: readonly (string | number)[], message: string) => context.addIssue({ code: 'custom', path: ['networks', index, ...path], message })
    if (!compiles(facts.handle.pattern)) fault(['handle', 'pattern'], 'not a regular expression')
    if (facts.profile !== null && !isOnDomain(facts.profile.url.replace('{handle}', 'a'), facts.domains)) fault(['profile', 'url'], 'not on its domains')
    for (const [page, link] of Object.entries(facts.pages)) {
      if (link !== null && hostOf(link.url) === undefined) fault(['pages', page, 'url'], 'not a plain https address')
    }
  }
})

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** What the app knows of the networks, in the order in which they are offered. */
export interface NetworkCatalogue {
  readonly all: readonly NetworkFacts[]
  of(network: Network): NetworkFacts
  /** Every host that a person may be sent to: the networks' domains and the hosts of their pages. */
  readonly hosts: readonly string[]
  /** What is wrong with the institution's own file, if it was refused. */
  readonly fault: DataFault | undefined
}

/** Reads `catalogue/networks.yaml` of the shipped resources, or the institution's own of the same name in its data folder. */
export function networkCatalogue(resources: string, own?: string): NetworkCatalogue {
  const file = join('catalogue', 'networks.yaml')
  const { value, fault } = dataInForce(join(resources, file), own === undefined ? undefined : join(own, file), networksFile)
  const byNetwork = new Map(value.networks.map((facts) => [facts.network, facts]))
  const pages = value.networks.flatMap((facts) => Object.values(facts.pages).map((page) => (page === null ? undefined : hostOf(page.url))))
  return {
    all: networks.map(of),
    of,
    hosts: [...new Set([...value.networks.flatMap((facts) => facts.domains), ...pages.filter((host) => host !== undefined)])],
    fault,
  }

  function of(network: Network): NetworkFacts {
    const facts = byNetwork.get(network)
    if (facts === undefined) throw new Error(`no facts of ${network}`) // the schema demands every network
    return facts
  }
}
