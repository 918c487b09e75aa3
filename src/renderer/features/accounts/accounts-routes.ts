/** Where the registry's screens are. Ids of accounts are UUIDs, so that «nueva» cannot be one. */
export const accountsRoute = '/cuentas'
export const NEW = 'nueva'
export const newAccountRoute = `${accountsRoute}/${NEW}`
export const accountRoute = (id: string): string => `${accountsRoute}/${id}`
export const rotationRoute = (id: string): string => `${accountsRoute}/${id}/rotacion`

/** The account that a location shows, or `NEW`, or undefined. */
export function chosenIn(location: string): string | undefined {
  const chosen = decodeURIComponent(location.split('?')[0]?.split('/')[2] ?? '')
  return chosen === '' ? undefined : chosen
}
