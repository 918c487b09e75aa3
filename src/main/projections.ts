import type { Projection } from '#main/ledger/projection.ts'
import { accountsProjection } from '#main/modules/accounts/store.ts'
import { consultationsProjection } from '#main/modules/consultations/store.ts'
import { credentialsProjection } from '#main/modules/credentials/store.ts'
import { importsProjection } from '#main/modules/imports/store.ts'
import { incidentsProjection } from '#main/modules/incidents/store.ts'
import { kitsProjection } from '#main/modules/kits/store.ts'
import { libraryProjection } from '#main/modules/library/store.ts'
import { noticesProjection } from '#main/modules/notices/store.ts'
import { organizationProjection } from '#main/modules/organization/store.ts'
import { publicationsProjection } from '#main/modules/posts/publications-store.ts'
import { reviewProjection } from '#main/modules/posts/review-store.ts'
import { postsProjection } from '#main/modules/posts/store.ts'
import { rulesProjection } from '#main/modules/rules/store.ts'

/** Every read table of the app. */
export const projections: readonly Projection[] = [
  organizationProjection,
  accountsProjection,
  credentialsProjection,
  incidentsProjection,
  noticesProjection,
  postsProjection,
  reviewProjection,
  publicationsProjection,
  consultationsProjection,
  rulesProjection,
  libraryProjection,
  importsProjection,
  kitsProjection,
]
