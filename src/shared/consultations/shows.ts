/** What the list of consultations may show. `waiting`: with Comunicación Social, least time left first. */
export const consultationShows = ['waiting', 'open', 'mine', 'ended'] as const
export type ConsultationShow = (typeof consultationShows)[number]
