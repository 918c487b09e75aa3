import type { ItemKind } from '#shared/home/item.ts'
import {
  AccountIcon,
  ApproveIcon,
  ComposeIcon,
  ConsultationIcon,
  DangerIcon,
  type IconComponent,
  IncidentIcon,
  KeyIcon,
  LedgerIcon,
  LinkIcon,
  PeopleIcon,
  RotateIcon,
  SendIcon,
  ShieldIcon,
} from '../../ui/icons.ts'

/** The shape by which each kind of matter is known. */
export const itemIcons: Readonly<Record<ItemKind, IconComponent>> = {
  'incident-open': IncidentIcon,
  'rotation-due': RotateIcon,
  'rotation-unfinished': RotateIcon,
  'post-to-review': ApproveIcon,
  'post-returned': ComposeIcon,
  'post-to-publish': SendIcon,
  'post-unproven': LinkIcon,
  'consultation-to-answer': ConsultationIcon,
  'consultation-returned': ConsultationIcon,
  'consultation-to-reply': ConsultationIcon,
  'registry-empty': AccountIcon,
  'team-missing': PeopleIcon,
  'contact-missing': PeopleIcon,
  'single-operator': AccountIcon,
  'keychain-not-ready': KeyIcon,
  'backup-overdue': LedgerIcon,
  'ledger-unverified': ShieldIcon,
  'ledger-broken': DangerIcon,
}
