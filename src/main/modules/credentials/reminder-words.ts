import type { Language } from '#shared/shell/preferences.ts'

const es = {
  title: 'Cambio de contraseña',
  soon: (account: string, days: number) => (days === 1 ? `La contraseña de ${account} vence mañana.` : `La contraseña de ${account} vence en ${days} días.`),
  today: (account: string) => `La contraseña de ${account} vence hoy.`,
  overdue: (account: string, days: number) =>
    days === 1 ? `La contraseña de ${account} venció ayer.` : `La contraseña de ${account} venció hace ${days} días.`,
  many: (count: number) => `${count} contraseñas vencen pronto o ya vencieron.`,
}

const en: typeof es = {
  title: 'Password change',
  soon: (account, days) => (days === 1 ? `The password of ${account} is due tomorrow.` : `The password of ${account} is due in ${days} days.`),
  today: (account) => `The password of ${account} is due today.`,
  overdue: (account, days) => (days === 1 ? `The password of ${account} was due yesterday.` : `The password of ${account} was due ${days} days ago.`),
  many: (count) => `${count} passwords are due soon or overdue.`,
}

/** What the OS notifications about secrets say: the account's name, never its handle, since they may stand on a locked screen. */
export const reminderWords = { es, en } as const satisfies Record<Language, typeof es>
