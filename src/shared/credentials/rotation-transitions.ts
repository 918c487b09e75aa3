import type { CredentialCommand } from './credential-commands.ts'
import type { CredentialState, RotationStep } from './credential.ts'

/** Where a credential stands, in one word: its stage, or the step of its rotation. */
export type Place = 'absent' | 'reserved' | 'kept' | RotationStep

export const places = ['absent', 'reserved', 'kept', 'begun', 'stored', 'opened', 'changed', 'confirmed', 'reviewed'] as const satisfies readonly Place[]

export function placeOf(state: CredentialState): Place {
  return state.stage === 'rotating' ? state.rotation.step : state.stage
}

const ROTATING = ['begun', 'stored', 'opened', 'changed', 'confirmed', 'reviewed'] as const
const WITH_SECRET = ['kept', ...ROTATING] as const

/**
 * Where each command has its place: read by the decider, by the window (what may be done now) and by the tests.
 * A step may be done again where that is harmless (the platform opened twice), never skipped where something would be lost.
 */
export const allowedAt = {
  reserve: ['absent'],
  keep: ['reserved'],
  expose: WITH_SECRET,
  'demand-rotation': WITH_SECRET,
  'begin-rotation': ['kept'],
  'store-pending': ['begun'],
  'replace-pending': ['stored', 'opened'],
  'open-platform': ['stored', 'opened', 'changed'],
  'mark-changed': ['stored', 'opened'],
  confirm: ['changed'],
  review: ['confirmed', 'reviewed'],
  finish: ['reviewed'],
  cancel: ['begun', 'stored', 'opened', 'changed'],
  'release-former': WITH_SECRET,
} as const satisfies Record<CredentialCommand['kind'], readonly Place[]>

/** Whether a command has its place there. */
export function isAllowedAt(kind: CredentialCommand['kind'], place: Place): boolean {
  const allowed: readonly Place[] = allowedAt[kind]
  return allowed.includes(place)
}
