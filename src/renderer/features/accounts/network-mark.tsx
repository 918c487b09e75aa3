import type { Network } from '#shared/accounts/network.ts'
import styles from './network-mark.module.css'

/** Two letters for each network: told apart at a glance without borrowing anybody's logo. The name stands beside it in words. */
const LETTERS: Readonly<Record<Network, string>> = {
  x: 'X',
  facebook: 'Fb',
  instagram: 'Ig',
  threads: 'Th',
  youtube: 'Yt',
  tiktok: 'Tk',
  telegram: 'Tg',
  whatsapp: 'Wa',
}

/** The mark of an account's network, for the eye only. */
export function NetworkMark({ network }: { readonly network: Network }) {
  return (
    <span className={styles['mark']} aria-hidden="true">
      {LETTERS[network]}
    </span>
  )
}
