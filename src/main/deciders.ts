import type { AnyDecider } from '#main/ledger/sqlite-shared-record.ts'
import { accountDecider } from '#shared/accounts/account-decider.ts'
import { consultation } from '#shared/consultations/decider.ts'
import { credentialDecider } from '#shared/credentials/credential-decider.ts'
import { incident } from '#shared/incidents/decider.ts'
import { restriction } from '#shared/incidents/restriction.ts'
import { restorationDecider } from '#shared/ledger/restoration.ts'
import { importDecider } from '#shared/imports/import.ts'
import { kit } from '#shared/kits/kit-decider.ts'
import { campaign } from '#shared/library/campaign-decider.ts'
import { nationalPiece, officePiece } from '#shared/library/piece-decider.ts'
import { topic } from '#shared/library/topic.ts'
import { notice } from '#shared/notices/decider.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { deliberation } from '#shared/posts/deliberation.ts'
import { reviewPolicy } from '#shared/posts/review-policy.ts'
import { stop } from '#shared/posts/stop.ts'
import { post } from '#shared/posts/post-decider.ts'
import { line } from '#shared/rules/line-decider.ts'
import { tuning } from '#shared/rules/tuning.ts'
import { clockDecider } from '#shared/reminders/clock-watch.ts'

/** Every decider of the app: an act of a shared record that waits may have to be decided again by the noun of its streams. */
export const deciders: readonly AnyDecider[] = [
  organizationDecider,
  accountDecider,
  credentialDecider,
  post,
  deliberation,
  reviewPolicy,
  stop,
  consultation,
  incident,
  restriction,
  notice,
  line,
  tuning,
  nationalPiece,
  officePiece,
  campaign,
  topic,
  importDecider,
  kit,
  clockDecider,
  restorationDecider,
]

/** Those whose acts change the record and nothing else. A credential's go with its keychain, the clock's and a restoration's with the machine. */
export const repeatable: readonly AnyDecider[] = [organizationDecider, accountDecider, post, consultation, incident, restriction, notice, line]
