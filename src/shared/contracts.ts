import { accountsContract } from './accounts/contract.ts'
import { consultationsContract } from './consultations/contract.ts'
import { credentialsContract } from './credentials/contract.ts'
import { homeContract } from './home/contract.ts'
import { hubContract } from './hub/contract.ts'
import { importsContract } from './imports/contract.ts'
import { incidentsContract } from './incidents/contract.ts'
import { kitsContract } from './kits/contract.ts'
import { libraryContract } from './library/contract.ts'
import { noticesContract } from './notices/contract.ts'
import { organizationContract } from './organization/contract.ts'
import { postsContract } from './posts/contract.ts'
import { rulesContract } from './rules/contract.ts'
import { sessionContract } from './session/contract.ts'
import { shellContract } from './shell/contract.ts'

/** Everything that may cross between a window and the main process. The preload and docs/ipc.md are generated from it. */
export const contracts = {
  accounts: accountsContract,
  consultations: consultationsContract,
  credentials: credentialsContract,
  home: homeContract,
  hub: hubContract,
  imports: importsContract,
  incidents: incidentsContract,
  kits: kitsContract,
  library: libraryContract,
  notices: noticesContract,
  organization: organizationContract,
  posts: postsContract,
  rules: rulesContract,
  session: sessionContract,
  shell: shellContract,
} as const

export type Contracts = typeof contracts
