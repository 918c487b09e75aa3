import type { organization as es } from '../es/organization.ts'
import type { Shape } from '../shape.ts'

export const organization: Shape<typeof es> = {
  roles: {
    operator: 'Operator',
    reviewer: 'Reviewer (Comunicación Social)',
    security: 'Security (UNICOM)',
    administrator: 'Administrator',
    auditor: 'Auditor',
  },
  roleDetails: {
    operator: 'Operates accounts, writes posts and changes passwords.',
    reviewer: 'Approves or returns posts. Never their own.',
    security: 'Handles incidents and watches over password changes.',
    administrator: 'Adds people, changes roles, contacts and policies.',
    auditor: 'Reads everything and changes nothing. Not combined with another role.',
  },
  officeKinds: { central: 'Central areas', local: 'Local boards', district: 'District boards' },
  contacts: { areaHead: 'Head of the area', communication: 'Comunicación Social', security: 'UNICOM' },
  closedOffice: 'Area that no longer exists',
  refusals: {
    'organization/already-founded': 'The institution is already registered on this machine. Unlock the application to continue.',
    'organization/not-founded': 'The institution must be registered on this machine first.',
    'organization/invalid': 'Some data need correcting. They are marked beside their field.',
    'organization/unknown-office': 'That office is not in the catalogue or takes no more people. Choose another from the list.',
    'organization/unknown-person': 'That person is not in the record. Refresh the list and try again.',
    'organization/inactive-person': (detail) => `${detail['person'] ?? 'That person'} is deactivated. Reactivate them before making changes.`,
    'organization/already-active': (detail) => `${detail['person'] ?? 'That person'} is already active.`,
    'organization/last-administrator': (detail) =>
      `${detail['person'] ?? 'That person'} is the only administrator. Give that role to somebody else and try again.`,
    'organization/known-signer': 'That signer is already registered. Start again.',
    'organization/foreign-signer': 'The signer is not that person’s, or the record does not know it. Start again.',
    'organization/unknown-signer': 'That key or invitation is no longer good. The list has been renewed.',
    'organization/own-signer': 'It is the key that you are working with. Let another administrator revoke it.',
    'organization/stand-in-exists': (detail) =>
      `${detail['person'] ?? 'That person'} already stands in for ${detail['absent'] ?? 'that person'}. End that before you note another.`,
    'organization/unknown-stand-in': 'That stand-in has ended. The list has been renewed.',
    'organization/contact-guarded': 'This contact is already set and other offices rely on it. An administrator, or the role of that unit, changes it.',
    'organization/other-office': 'The contact of another office is set by its own staff, or by an administrator.',
  },
}
