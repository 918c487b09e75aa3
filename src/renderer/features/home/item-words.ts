import { type AccountLabel, type AttentionItem, signedHandle } from '#shared/home/item.ts'
import { never } from '#shared/kernel/never.ts'
import { useFormat, useWords } from '../../i18n/words.ts'

/** A matter in words: its line, what is quiet under it, its act, where the act is, and whether its time is a deadline. */
export type ItemWords = {
  readonly line: string
  readonly detail: string
  readonly act: string
  readonly route: string
  readonly isDue: boolean
}

/** The function that says a matter. */
export function useItemWords(): (item: AttentionItem) => ItemWords {
  const { home, posts } = useWords()
  const format = useFormat()
  const named = (account: AccountLabel) => home.account(signedHandle(account), posts.networks[account.network])
  return (item) => {
    switch (item.kind) {
      case 'incident-open': {
        const words = home.items[item.kind]
        const line = words.line(item.folio, format.list(item.accounts.map(named)))
        return { line, detail: words.detail(item.openSteps, item.unsentNotices), act: words.act, route: `/incidentes/${item.incident}`, isDue: false }
      }
      case 'rotation-due': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(named(item.account)), route: `/cuentas/${item.account.account}/rotacion`, isDue: true }
      }
      case 'rotation-unfinished': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(named(item.account)), route: `/cuentas/${item.account.account}/rotacion`, isDue: false }
      }
      case 'post-to-review': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), detail: words.detail(item.officeName ?? ''), route: `/revision/${item.post}`, isDue: true }
      }
      case 'stop-in-force': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.reason), detail: words.detail(item.by), route: '/alto', isDue: false }
      }
      case 'post-unchecked': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), detail: item.reason, route: `/publicaciones/${item.post}`, isDue: true }
      }
      case 'review-forecast': {
        const words = home.items[item.kind]
        const first = format.instant(item.first)
        const said = item.usual === null ? { line: words.line(item.count), detail: words.detail(first) } : { line: words.waits(item.count), detail: words.waitsDetail(format.span(item.usual), first) }
        return { ...words, ...said, route: '/revision', isDue: false }
      }
      case 'post-returned':
      case 'post-to-publish': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), route: `/publicaciones/${item.post}`, isDue: false }
      }
      case 'post-unproven': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), detail: words.detail[item.state ?? 'copied'](item.by ?? ''), route: `/publicaciones/${item.post}`, isDue: false }
      }
      case 'consultation-to-answer': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), detail: words.detail(item.officeName ?? ''), route: `/consultas/${item.consultation}`, isDue: true }
      }
      case 'consultation-returned': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), route: `/consultas/${item.consultation}`, isDue: false }
      }
      case 'consultation-to-reply': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), detail: item.lapsed ? words.lapsed : words.answered, route: `/consultas/${item.consultation}`, isDue: false }
      }
      case 'kit-to-adapt': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), detail: item.outdated ? words.outdated : words.fresh, route: `/biblioteca/mensajes/${item.kit}`, isDue: false }
      }
      case 'kit-to-approve': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), route: `/biblioteca/mensajes/${item.kit}`, isDue: false }
      }
      case 'ending-to-approve': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.title), route: `/biblioteca/textos/${item.piece}`, isDue: false }
      }
      case 'registry-empty':
        return { ...home.items[item.kind], route: '/cuentas/nueva', isDue: false }
      case 'team-missing':
        return { ...home.items[item.kind], route: '/personas/nueva', isDue: false }
      case 'contact-missing': {
        const words = home.items[item.kind]
        return { ...words, line: words.line[item.contact], route: '/personas/contactos', isDue: false }
      }
      case 'single-operator': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(named(item.account), item.operators), route: `/cuentas/${item.account.account}`, isDue: false }
      }
      case 'keychain-not-ready':
      case 'sheet-unkept':
        return { ...home.items[item.kind], route: '/ajustes/seguridad', isDue: false }
      case 'clock-wrong': {
        const words = home.items[item.kind]
        return { ...words, line: (item.ahead > 0 ? words.slow : words.fast)(format.span(item.ahead)), route: '/ajustes/registro-compartido', isDue: false }
      }
      case 'backup-overdue':
      case 'ledger-unverified': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(item.last === undefined ? undefined : format.date(item.last)), route: '/ajustes/registro', isDue: false }
      }
      case 'ledger-broken': {
        const words = home.items[item.kind]
        return { ...words, line: words.line(format.number(item.position)), route: '/ajustes/registro', isDue: false }
      }
      default:
        return never(item)
    }
  }
}
