import { importsProjection } from '#main/modules/imports/store.ts'
import { kitsService, type KitsService } from '#main/modules/kits/service.ts'
import { kitsProjection } from '#main/modules/kits/store.ts'
import { libraryService, type LibraryService } from '#main/modules/library/service.ts'
import { libraryProjection } from '#main/modules/library/store.ts'
import { topicCatalogue } from '#main/modules/library/topic-catalogue.ts'
import { rulesProjection } from '#main/modules/rules/store.ts'
import { lineService, type LineService } from '#main/modules/rules/service.ts'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { recordExtract } from '#main/ledger/extract.ts'
import { mediaFolder } from '#main/modules/posts/media.ts'
import type { PostAccounts, RegisteredAccount } from '#main/modules/posts/ports.ts'
import { verifiers } from '#main/modules/posts/verifiers.ts'
import { postsService, type PostsService } from '#main/modules/posts/service.ts'
import { publicationsProjection } from '#main/modules/posts/publications-store.ts'
import { reviewProjection } from '#main/modules/posts/review-store.ts'
import { postsProjection } from '#main/modules/posts/store.ts'
import { loadRules } from '#main/modules/rules/rules-data.ts'
import { check } from '#shared/rules/check.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { networks } from '#shared/accounts/network.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { emptyContent } from '#shared/posts/content.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import type { ProofGiven } from '#shared/posts/publication.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'

export const oaxaca = 'district-oaxaca-03'
export const everywhere = 'central-cncs'
export const rules = loadRules(fileURLToPath(new URL('../../../resources/rules', import.meta.url)), '/nowhere').rules

const registered = (id: string, network: RegisteredAccount['network'], over: Partial<RegisteredAccount> = {}): RegisteredAccount => ({
  id: id as AccountId,
  network,
  handle: '@INEOaxaca03',
  displayName: 'INE Oaxaca 03',
  office: oaxaca as OfficeId,
  closed: false,
  ...over,
})
const all = [
  registered('x-1', 'x'),
  registered('fb-1', 'facebook'),
  registered('x-closed', 'x', { closed: true }),
  registered('x-other', 'x', { office: 'district-oaxaca-04' as OfficeId }),
  // A central area that writes on every network, and on X with two accounts.
  ...networks.map((network) => registered(`${network}-all`, network, { office: everywhere as OfficeId, handle: network === 'whatsapp' ? 'INE México' : '@INEMexico', displayName: 'INE México' })),
  registered('x-second', 'x', { office: everywhere as OfficeId, handle: '@INETelMx', displayName: 'INEtel' }),
]

export const accounts: PostAccounts = {
  one: (id) => all.find((account) => account.id === id),
  ofOffice: (office) => all.filter((account) => account.office === office),
  domainsOf: (network) => (network === 'x' ? ['x.com'] : ['facebook.com']),
  composerOf: (network) => (network === 'x' ? 'https://x.com/compose/post' : null),
}

/** What the operator writes: for X and Facebook, with its source. */
export const written: WrittenContent = {
  ...emptyContent,
  base: 'El próximo domingo abrirán las casillas a las 8:00 horas.',
  source: { kind: 'document', reference: 'Acuerdo INE/CG01/2026' },
  accounts: ['x-1', 'fb-1'] as AccountId[],
}

/** What the network shows, as the person brings it back. */
export const shown = (text: string, over: Partial<ProofGiven> = {}): ProofGiven => ({ text, files: 0, capture: null, withoutCapture: 'La red no cargó la imagen.', resolution: null, ...over })

export type Desk = TestLedger & {
  readonly posts: PostsService
  /** What was put on the clipboard, in order. */
  readonly clipboard: string[]
  /** The files the chooser answers with next. */
  files: readonly string[]
  /** Accounts frozen by INC-2026-001. */
  readonly frozen: Set<string>
  /** Who is in whose place. */
  readonly standsFor: Map<string, readonly PersonId[]>
  /** Who may review. */
  reviewers: readonly PersonId[]
  clipboardFails: boolean
  /** Folders and pages that were opened, in order. */
  readonly opened: string[]
  /** Where the next file is written. */
  place: string | undefined
  /** The line, for which the ledger needs `rulesProjection`. */
  readonly line: () => LineService
  /** National messages, for which the ledger needs `kitsProjection`. */
  readonly kits: () => KitsService
  /** The library, for which the ledger needs `libraryProjection`. */
  readonly library: () => LibraryService
}

/** What the modules at the desk read. */
export const projections = [postsProjection, publicationsProjection, reviewProjection, rulesProjection, libraryProjection, importsProjection, kitsProjection]

/** A real ledger with the posts' module on it. Person 1 writes at Oaxaca 03, person 2 reviews, person 3 as the test says. */
export function openDesk(opened: TestLedger = openTestLedger(projections)): Desk {
  let lines: LineService | undefined
  let texts: LibraryService | undefined
  let messages: KitsService | undefined
  const desk = {
    ...opened,
    clipboard: [] as string[],
    files: [] as readonly string[],
    frozen: new Set<string>(),
    standsFor: new Map<string, readonly PersonId[]>(),
    reviewers: ['person-2', 'person-3', 'person-4'] as PersonId[] as readonly PersonId[],
    clipboardFails: false,
    opened: [] as string[],
    place: undefined as string | undefined,
    kits: () =>
      (messages ??= kitsService({
        ledger: opened.ledger,
        nameOf: (person) => `Nombre de ${person}`,
        offices: { nameOf: (office) => `Oficina ${office}`, open: () => [oaxaca, 'district-oaxaca-04', 'district-puebla-01'] as OfficeId[] },
        findingsOf: (content) => check(content, rules, { now: opened.clock.now(), entity: '' }),
        posts: {
          stageOf: posts.stageOf,
          contentOf: posts.contentFor,
          accountsFor: posts.accountsFor,
          draft: (context, content) => posts.draft(context, content, null),
          revise: posts.revise,
        },
      })),
    library: () =>
      (texts ??= libraryService({
        ledger: opened.ledger,
        clock: opened.clock,
        nameOf: (person) => `Nombre de ${person}`,
        zoneOf: () => 'America/Mexico_City',
        owners: () => [{ id: 'person-2' as PersonId, name: 'Luis Ferrer Paz', post: 'Comunicación Social' }],
        officeNameOf: (office) => `Oficina ${office}`,
        legibility: () => rules.legibility,
        shipped: topicCatalogue(fileURLToPath(new URL('../../../resources', import.meta.url))),
      })),
    line: () => (lines ??= lineService({ ledger: opened.ledger, nameOf: (person) => `Nombre de ${person}` })),
  }
  const posts: PostsService = postsService({
    ledger: opened.ledger,
    clock: opened.clock,
    rules,
    reviewHours: () => 48,
    media: mediaFolder(join(opened.folder, 'media')),
    accounts,
    people: { nameOf: (person) => `Nombre de ${person}`, officeNameOf: (office) => `Oficina ${office}`, standsFor: (person) => result.standsFor.get(person) ?? [], reviewers: () => result.reviewers },
    desk: {
      chooseFiles: async () => result.files,
      copyText: async (text) => {
        if (result.clipboardFails) throw new Error('no clipboard')
        desk.clipboard.push(text)
      },
      openFolder: async (path) => result.opened.push(path) > 0,
      openPage: async (address) => result.opened.push(address) > 0,
      choosePlace: async () => result.place,
    },
    entities: () => [{ id: 'oaxaca', name: 'Oaxaca' }, { id: 'puebla', name: 'Puebla' }],
    kitFacts: (from) => desk.kits().factsOf(from),
    lineAt: (moment) => desk.line().factsAt(moment),
    outgoing: join(opened.folder, 'publicaciones'),
    verifiers: () => verifiers(fileURLToPath(new URL('../../../resources/evidence', import.meta.url))),
    extract: recordExtract(opened.ledger.read),
    searchFile: join(opened.folder, 'search.db'),
    viewsFile: join(opened.folder, 'views.json'),
    frozenBy: (account) => (desk.frozen.has(account) ? 'INC-2026-001' : undefined),
  })
  const result: Desk = Object.assign(desk, { posts })
  return result
}
