import { useSpotName } from '#renderer/content/use-spot-name.ts'
import { useWords } from '#renderer/i18n/words.ts'
import type { PostPage } from '#shared/posts/contract.ts'
import { textOf, type RemarkSpot } from '#shared/posts/remark.ts'

/** What a text that a remark quotes is called: a tag by its words, a description by its file, which may be gone since. */
export function useRemarkSpotName({ accounts, content, lastReturn }: Pick<PostPage, 'accounts' | 'content' | 'lastReturn'>): (spot: RemarkSpot) => string {
  const { findings } = useWords().posts
  const words = useWords().reviewing.remarks
  const spotName = useSpotName(accounts)
  return (spot) => {
    if (spot.kind !== 'alternative') return spot.kind === 'tag' ? words.tagAbout(spotName(spot), textOf(content, spot)) : spotName(spot)
    const file = [...content.media, ...(lastReturn?.content.media ?? [])].find(({ sha256 }) => sha256 === spot.sha256)
    return file === undefined ? words.descriptionGone : findings.place.alternative(file.name)
  }
}
