/** The platforms whose accounts the institution may hold. Labels are in the catalogue, limits in `resources/rules/limits.yaml`. */
export const networks = ['x', 'facebook', 'instagram', 'threads', 'youtube', 'tiktok', 'telegram', 'whatsapp'] as const
export type Network = (typeof networks)[number]

/** Their names, the same in every language. */
export const networkNames: Readonly<Record<Network, string>> = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
}
