import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok } from '#shared/kernel/result.ts'
import type { libraryContract } from '#shared/library/contract.ts'
import type { LibraryService } from './service.ts'

/** The library's contract, answered by its service. */
export function libraryHandlers(library: LibraryService): HandlersOf<typeof libraryContract, Caller, LockedCaller> {
  return {
    pieces: ({ retired }, { context }) => ok({ pieces: library.pieces(context, retired) }),
    keepPiece: ({ scope, piece }, { context }) => library.keepPiece(context, scope, piece),
    revisePiece: ({ scope, id, expected, piece }, { context }) => library.revisePiece(context, scope, id, expected, piece),
    replacePiece: ({ id, expected, piece, reason }, { context }) => library.replacePiece(context, id, expected, piece, reason),
    approvePiece: ({ scope, id, expected }, { context }) => library.approvePiece(context, scope, id, expected),
    returnPiece: ({ scope, id, expected, note }, { context }) => library.returnPiece(context, scope, id, expected, note),
    retirePiece: ({ scope, id, reason }, { context }) => library.retirePiece(context, scope, id, reason),
    restorePiece: ({ scope, id }, { context }) => library.restorePiece(context, scope, id),
    campaigns: (_input, { context }) => ok({ campaigns: library.campaigns(context) }),
    beginCampaign: ({ campaign }, { context }) => library.beginCampaign(context, campaign),
    correctCampaign: ({ id, expected, campaign }, { context }) => library.correctCampaign(context, id, expected, campaign),
    endCampaign: ({ id, reason }, { context }) => library.endCampaign(context, id, reason),
    reopenCampaign: ({ id }, { context }) => library.reopenCampaign(context, id),
    owners: () => ok({ people: [...library.owners()] }),
    topics: () => ok({ topics: library.topics() }),
    setTopic: ({ id, topic }, { context }) => library.setTopic(context, id, topic),
    retireTopic: ({ id }, { context }) => library.retireTopic(context, id),
  }
}
