import type { HomeSource } from '#main/modules/home/source.ts'
import type { AttentionItem } from '#shared/home/item.ts'
import type { ConsultationsService } from './service.ts'

/** Most consultations of one kind on the home screen; the rest are in their list, with its count. */
const MOST = 50

/** Consultations that wait for the viewer: to answer, to complete, to reply to. */
export function consultationsHomeSource(consultations: Pick<ConsultationsService, 'waiting' | 'returnedTo' | 'toReply' | 'dueOf'>): HomeSource {
  return (viewer) => [
    ...(viewer.roles.includes('reviewer')
      ? consultations.waiting(MOST).flatMap((one): readonly AttentionItem[] => {
          const due = consultations.dueOf(one)
          return due === null || one.asker === viewer.person ? [] : [{ kind: 'consultation-to-answer', consultation: one.id, title: one.title, office: one.office, due }]
        })
      : []),
    ...(viewer.roles.includes('operator')
      ? [
          ...consultations
            .returnedTo(viewer.person, MOST)
            .map((one): AttentionItem => ({ kind: 'consultation-returned', consultation: one.id, title: one.title, since: one.stageAt })),
          ...consultations
            .toReply(viewer.office, MOST)
            // Of one whose lapse nobody has put on record yet, since it lapsed all the same.
            .map((one): AttentionItem => ({ kind: 'consultation-to-reply', consultation: one.id, title: one.title, since: one.due ?? one.since, lapsed: one.stage === 'lapsed' })),
        ]
      : []),
  ]
}
