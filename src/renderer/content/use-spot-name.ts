import { useWords } from '#renderer/i18n/words.ts'
import { never } from '#shared/kernel/never.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import type { Spot } from '#shared/rules/spot.ts'

/** What one of a post's texts is called. */
export function useSpotName(accounts: readonly PostAccount[]): (spot: Spot) => string {
  const { posts: words } = useWords()
  return (spot) => {
    switch (spot.kind) {
      case 'text':
        return spot.network === 'base' ? words.editor.baseLabel : words.editor.ownLabel(words.networks[spot.network])
      case 'own': {
        const account = accounts.find(({ id }) => id === spot.account)
        return words.editor.ownLabel(account === undefined ? words.spots.account : `${words.networks[account.network]} · ${account.displayName}`)
      }
      case 'part':
        return words.spots.part(words.networks[spot.network], spot.part + 2)
      case 'comment':
        return words.spots.comment(words.networks[spot.network])
      case 'title':
        return words.spots.title(words.networks[spot.network])
      case 'tag':
        return words.spots.tags
      default:
        return never(spot)
    }
  }
}
