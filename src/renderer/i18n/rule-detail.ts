import { networkNames, type Network } from '#shared/accounts/network.ts'
import type { Detail } from './shape.ts'

/** What a finding says by a key; nothing if it says nothing. */
export const text = (detail: Detail, key: string): string => String(detail[key] ?? '')

/** Its network, or its networks, by their names, which are the same in every language. An unknown one is said as it is. */
export const network = (detail: Detail): string => nameOf(text(detail, 'network'))
export const networks = (detail: Detail): string => text(detail, 'networks').split(' ').map(nameOf).join(', ')

/** A kind of file as people call it: «image/webp» is WEBP. */
export const kind = (detail: Detail): string => text(detail, 'kind').replace(/^.*\//, '').toUpperCase()

const nameOf = (id: string): string => networkNames[id as Network] ?? id // unknown ones are let through
