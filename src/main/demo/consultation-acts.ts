import { never } from '#shared/kernel/never.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { ConsultationId } from '#shared/consultations/consultation.ts'
import { type DemoServices, idOf, type Made, taken } from './demo-services.ts'
import type { DemoAct, DemoConsultation } from './timeline.ts'

/** Does the demonstration's acts on consultations; knows those that were asked. */
export function consultationActs({ consultations }: Pick<DemoServices, 'consultations'>, made: Made) {
  const asked = new Map<DemoConsultation, ConsultationId>()

  return async ({ consultation, step }: Extract<DemoAct, { kind: 'consultation' }>, context: Context): Promise<void> => {
    const { question, matter, account } = consultation
    const what = `${step.act} of «${question.slice(0, 40)}»`
    if (step.act === 'ask') {
      asked.set(consultation, taken(what, consultations.ask(context, matter, idOf(made.accounts, account), question)).id)
      return
    }
    const id = idOf(asked, consultation, what)
    switch (step.act) {
      case 'take':
        return void taken(what, consultations.take(context, id))
      case 'answer':
        return void taken(what, consultations.answer(context, id, step.text, step.source))
      case 'reply':
        // As on the screen: the reply is copied, posted, and recorded with where it stands.
        taken(what, await consultations.copy(context, id, step.text))
        return void taken(what, consultations.reply(context, id, step.text, step.permalink))
      case 'report': {
        const { files } = taken(what, await consultations.attach(what))
        const { speech, link, sentTo } = step
        return void taken(what, await consultations.report(context, id, { speech, what: step.what, link, evidence: files, sentTo }))
      }
      case 'close':
        return void taken(what, consultations.close(context, id, ''))
      default:
        return never(step)
    }
  }
}
