import { useWords } from '#renderer/i18n/words.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import { textFor, type CheckedContent } from '#shared/rules/content.ts'
import styles from './preview.module.css'
import { Picture } from './picture.tsx'

/** What a post will look like on each account, roughly: its text, its line breaks and its pictures. */
export function Preview({ content, accounts }: { readonly content: CheckedContent; readonly accounts: readonly PostAccount[] }) {
  const { posts: words } = useWords()
  return (
    <div className={styles['previews']}>
      {accounts.map((account) => {
        const text = textFor(content, account.network)
        return (
          <article key={account.id} className={styles['preview']} aria-label={`${words.networks[account.network]} · ${account.displayName}`}>
            <p className={styles['network']}>{words.networks[account.network]}</p>
            <p className={styles['account']}>
              <strong>{account.displayName}</strong> <span className={styles['handle']}>{account.handle}</span>
            </p>
            <p className={styles['text']}>{text === '' ? words.untitled : text}</p>
            {content.media.length > 0 && (
              <div className={styles['media']}>
                {content.media.map((media) => (
                  <Picture key={media.sha256} media={media} size="large" />
                ))}
              </div>
            )}
          </article>
        )
      })}
    </div>
  )
}
