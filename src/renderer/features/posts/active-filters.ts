import type { Words } from '#renderer/i18n/catalogue.ts'
import type { Format } from '#renderer/i18n/format.ts'
import { later } from '#shared/kernel/clock.ts'
import type { PostFacets } from '#shared/posts/contract.ts'
import { everyPost, type PostFilter } from '#shared/posts/filter.ts'

/** A filter in force, and what takes it away. */
export type ActiveFilter = { readonly key: string; readonly label: string; readonly without: Partial<PostFilter> }

/** What the library calls campaigns and topics, by id. */
export type LibraryNames = { readonly campaigns: ReadonlyMap<string, string>; readonly topics: ReadonlyMap<string, string> }

/** The filters in force, in words; the search's text is seen in its field. */
export function activeFilters(filter: PostFilter, facets: PostFacets | undefined, library: LibraryNames, words: Pick<Words, 'posts' | 'views'>, format: Format): readonly ActiveFilter[] {
  const { filters } = words.views
  const nameIn = (values: readonly { readonly id: string; readonly name: string }[] | undefined, id: string) => values?.find((value) => value.id === id)?.name ?? id
  return [
    ...(filter.mine ? [{ key: 'mine', label: filters.mineChip, without: { mine: false } }] : []),
    ...filter.stages.map((stage) => ({ key: stage, label: words.posts.stages[stage], without: { stages: filter.stages.filter((one) => one !== stage) } })),
    ...filter.networks.map((network) => ({ key: network, label: words.posts.networks[network], without: { networks: filter.networks.filter((one) => one !== network) } })),
    ...filter.entities.map((entity) => ({ key: entity, label: entityName(entity, facets), without: { entities: filter.entities.filter((one) => one !== entity) } })),
    ...filter.offices.map((office) => ({ key: office, label: nameIn(facets?.offices, office), without: { offices: filter.offices.filter((one) => one !== office) } })),
    ...filter.authors.map((person) => ({ key: `author ${person}`, label: nameIn(facets?.authors, person), without: { authors: filter.authors.filter((one) => one !== person) } })),
    ...filter.reviewers.map((person) => ({ key: `reviewer ${person}`, label: nameIn(facets?.reviewers, person), without: { reviewers: filter.reviewers.filter((one) => one !== person) } })),
    ...filter.campaigns.map((id) => ({ key: id, label: library.campaigns.get(id) ?? id, without: { campaigns: filter.campaigns.filter((one) => one !== id) } })),
    ...filter.topics.map((id) => ({ key: id, label: library.topics.get(id) ?? id, without: { topics: filter.topics.filter((one) => one !== id) } })),
    ...(filter.due === 'any' ? [] : [{ key: 'due', label: filters.dues[filter.due], without: { due: everyPost.due } }]),
    ...(filter.wanted.kind === 'any'
      ? []
      : [
          {
            key: 'wanted',
            label: filter.wanted.kind === 'between' ? filters.between(format.date(filter.wanted.from), format.date(later(filter.wanted.to, -1))) : filters.wanteds[filter.wanted.kind],
            without: { wanted: everyPost.wanted },
          },
        ]),
  ]
}

/** «Oaxaca» out of the names of its offices («Junta Distrital Ejecutiva 03, Oaxaca»). */
export function entityName(entity: string, facets: PostFacets | undefined): string {
  const office = facets?.offices.find((one) => one.entity === entity)
  return office?.name.split(', ').at(-1) ?? entity
}
