/**
 * The zones of Mexico (IANA names), those of the border strip included.
 * Source: IANA time zone database; Ley de los Husos Horarios en los Estados Unidos Mexicanos, DOF 28-10-2022.
 */
export const timeZones = [
  'America/Mexico_City',
  'America/Monterrey',
  'America/Merida',
  'America/Cancun',
  'America/Chihuahua',
  'America/Ciudad_Juarez',
  'America/Ojinaga',
  'America/Matamoros',
  'America/Mazatlan',
  'America/Bahia_Banderas',
  'America/Hermosillo',
  'America/Tijuana',
] as const
export type TimeZone = (typeof timeZones)[number]

/** Whether a text is one of them. */
export function isTimeZone(text: string): text is TimeZone {
  return (timeZones as readonly string[]).includes(text) // widening only, to ask about any text
}
