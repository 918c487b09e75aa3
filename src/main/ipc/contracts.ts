import type { Contracts } from '#shared/contracts.ts'

/**
 * The contracts by module, each read when the first question of its module comes, or in the quiet after the first screen: making the schemas of all takes
 * some fifty milliseconds of a start, and the lock screen asks four modules.
 */
export const contractOf: { readonly [M in keyof Contracts]: () => Promise<Contracts[M]> } = {
  accounts: async () => (await import('#shared/accounts/contract.ts')).accountsContract,
  consultations: async () => (await import('#shared/consultations/contract.ts')).consultationsContract,
  credentials: async () => (await import('#shared/credentials/contract.ts')).credentialsContract,
  home: async () => (await import('#shared/home/contract.ts')).homeContract,
  hub: async () => (await import('#shared/hub/contract.ts')).hubContract,
  imports: async () => (await import('#shared/imports/contract.ts')).importsContract,
  incidents: async () => (await import('#shared/incidents/contract.ts')).incidentsContract,
  kits: async () => (await import('#shared/kits/contract.ts')).kitsContract,
  library: async () => (await import('#shared/library/contract.ts')).libraryContract,
  notices: async () => (await import('#shared/notices/contract.ts')).noticesContract,
  organization: async () => (await import('#shared/organization/contract.ts')).organizationContract,
  posts: async () => (await import('#shared/posts/contract.ts')).postsContract,
  rules: async () => (await import('#shared/rules/contract.ts')).rulesContract,
  session: async () => (await import('#shared/session/contract.ts')).sessionContract,
  shell: async () => (await import('#shared/shell/contract.ts')).shellContract,
}
