/** The platforms whose accounts the institution may hold. Labels are in the catalogue, limits in `resources/rules/limits.yaml`. */
export const networks = ['x', 'facebook', 'instagram', 'threads', 'youtube', 'tiktok', 'telegram', 'whatsapp'] as const
export type Network = (typeof networks)[number]
