import type { Role } from '#shared/organization/role.ts'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { api } from '../bridge/api.ts'
import { useWords } from '../i18n/words.ts'
import { AccountIcon, ApproveIcon, ComposeIcon, ConsultationIcon, DangerIcon, ExternalIcon, ImportIcon, KeyboardIcon, LedgerIcon, LibraryIcon, LockIcon, MonitorIcon, MoonIcon, SendIcon, SettingsIcon, SunIcon } from '../ui/icons.ts'
import { openShortcuts } from './frame-store.ts'
import { keyLabel } from './keys.ts'
import { placesFor } from './places.ts'
import { usePreferences } from '../bridge/preferences.ts'

export type PaletteEntry = {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly detail?: string
  readonly icon?: ReactNode
  readonly keys?: string
  readonly onPress: () => void
}

/** What the palette always offers to somebody with these roles: acts first, then places. */
export function usePaletteEntries(roles: readonly Role[]): readonly PaletteEntry[] {
  const { app, palette } = useWords()
  const [path, navigate] = useLocation()
  const { preferences, change } = usePreferences()
  const acts: readonly (Omit<PaletteEntry, 'group'> | false)[] = [
    { id: 'report', label: palette.report, icon: <DangerIcon />, keys: keyLabel('I'), onPress: () => navigate('/incidentes/nuevo') },
    roles.includes('operator') && { id: 'new-post', label: palette.newPost, icon: <ComposeIcon />, onPress: () => navigate('/publicaciones/nueva') },
    roles.includes('operator') && { id: 'import', label: palette.importPosts, icon: <ImportIcon />, onPress: () => navigate('/publicaciones/importar') },
    roles.includes('operator') && { id: 'new-consultation', label: palette.newConsultation, icon: <ConsultationIcon />, onPress: () => navigate('/consultas/nueva') },
    roles.includes('operator') && { id: 'new-account', label: palette.newAccount, icon: <AccountIcon />, onPress: () => navigate('/cuentas/nueva') },
    { id: 'open', label: palette.open, icon: <SendIcon />, onPress: () => navigate('/publicaciones/por-comprobar') },
    { id: 'stops', label: palette.stops, icon: <DangerIcon />, onPress: () => navigate('/alto') },
    { id: 'emergencies', label: palette.emergencies, icon: <ApproveIcon />, onPress: () => navigate('/via-urgente') },
    { id: 'line', label: palette.line, icon: <LibraryIcon />, onPress: () => navigate('/linea') },
    { id: 'window', label: palette.window, icon: <ExternalIcon />, keys: keyLabel('O'), onPress: () => void api.shell.openWindow({ route: path }) },
    { id: 'lock', label: palette.lock, icon: <LockIcon />, keys: keyLabel('L'), onPress: () => void api.session.lock({}) },
    { id: 'verify', label: palette.verify, icon: <LedgerIcon />, onPress: () => navigate('/ajustes/registro') },
    preferences.theme !== 'light' && { id: 'light', label: palette.light, icon: <SunIcon />, onPress: () => void change({ theme: 'light' }) },
    preferences.theme !== 'dark' && { id: 'dark', label: palette.dark, icon: <MoonIcon />, onPress: () => void change({ theme: 'dark' }) },
    preferences.theme !== 'system' && { id: 'system', label: palette.system, icon: <MonitorIcon />, onPress: () => void change({ theme: 'system' }) },
    {
      id: 'language',
      label: palette.language,
      icon: <SettingsIcon />,
      onPress: () => void change({ language: preferences.language === 'es' ? 'en' : 'es' }),
    },
    { id: 'shortcuts', label: palette.shortcuts, icon: <KeyboardIcon />, keys: 'F1', onPress: openShortcuts },
  ]
  return [
    ...acts.filter((act) => act !== false).map((act) => ({ ...act, group: palette.acts })),
    ...placesFor(roles).map((place, index) => ({
      id: place.name,
      group: palette.places,
      label: app.places[place.name],
      icon: <place.icon />,
      keys: keyLabel(String(index + 1)),
      onPress: () => navigate(place.path),
    })),
  ]
}
