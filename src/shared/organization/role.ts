/**
 * What a person may do. The names are the product's (docs/glossary.md has the Spanish ones).
 * operator: holds accounts, writes posts · reviewer: decides posts at Comunicación Social · security: UNICOM, incidents and rotations ·
 * administrator: members and offices · auditor: reads everything, writes nothing.
 */
export const roles = ['operator', 'reviewer', 'security', 'administrator', 'auditor'] as const
export type Role = (typeof roles)[number]
