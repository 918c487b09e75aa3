import type { Role } from '#shared/organization/role.ts'
import type { PieceScope } from '#shared/library/piece.ts'

/** Whose pieces somebody with these roles may keep; the window offers only that, main refuses the rest. */
export function scopesOf(roles: readonly Role[]): readonly PieceScope[] {
  return [...(keepsNational(roles) ? (['national'] as const) : []), ...(roles.includes('operator') ? (['office'] as const) : [])]
}

/** Whether somebody keeps what is for every office: Comunicación Social and administrators. */
export function keepsNational(roles: readonly Role[]): boolean {
  return roles.includes('reviewer') || roles.includes('administrator')
}
