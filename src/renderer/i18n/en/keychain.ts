import type { keychain as es } from '../es/keychain.ts'
import type { Shape } from '../shape.ts'

export const keychain: Shape<typeof es> = {
  title: 'System keychain',
  itHint: 'For IT support',
  asking: 'The system is asking for permission to use the keychain. Look for its window: it may be behind this one.',
  states: {
    unknown: {
      sentence: 'The keychain has not been used yet.',
      button: 'Check',
      it: 'The keychain is asked for the first time when somebody unlocks.',
    },
    probing: { sentence: 'The keychain is being checked.', button: 'Check again', it: 'A test item is written, read and removed.' },
    ready: { sentence: 'The keychain works.', button: 'Check', it: 'Each secret is one encrypted item under the name “Resguardo”.' },
    locked: {
      sentence: 'The keychain is locked. Nothing is lost: what was kept is still there.',
      button: 'Try again',
      it: 'Unlock the login keychain (GNOME: “Passwords and Keys”; macOS: “Keychain Access”). With automatic or fingerprint login it does not open by itself.',
    },
    'prompt-open': {
      sentence: 'The system waits for an answer in another window, or the keychain does not respond.',
      button: 'Try again',
      it: 'Look for the system window that asks for the password. If there is none, restart the keychain service (gnome-keyring-daemon or kwalletd).',
    },
    cancelled: {
      sentence: 'Permission to use the keychain was not given, or there was nobody to ask.',
      button: 'Try again',
      it: 'Accept the system’s request. If none appears, check that the default keychain exists and that the session has a desktop.',
    },
    'no-bus': {
      sentence: 'This session lacks the service through which the keychain is reached.',
      button: 'Try again',
      it: 'The D-Bus session bus is missing (DBUS_SESSION_BUS_ADDRESS). Start the application from the desktop session, without sudo or su.',
    },
    'no-provider': {
      sentence: 'This machine has no keychain installed or running.',
      button: 'Try again',
      it: 'Install libsecret-1-0 and gnome-keyring (or enable KWallet or KeePassXC as secret service, org.freedesktop.secrets).',
    },
    'provider-disabled': {
      sentence: 'The keychain is installed but does not start.',
      button: 'Try again',
      it: 'Check the service org.freedesktop.secrets: on KDE enable the wallet subsystem; on GNOME see journalctl --user -t gnome-keyring-daemon.',
    },
    denied: {
      sentence: 'A rule of the system forbids using the keychain.',
      button: 'Try again',
      it: 'Check D-Bus, AppArmor or SELinux policies and Flatpak or Snap permissions; on macOS, the application’s access to its items.',
    },
    changed: {
      sentence: 'The keychain works, but what this machine kept in it is not there. The application removed nothing.',
      button: 'Try again',
      it: 'The default keychain changed or was created anew. Restore the former one (GNOME: ~/.local/share/keyrings) and try again.',
    },
    'io-error': {
      sentence: 'The keychain answered with an error.',
      button: 'Try again',
      it: 'Restart the keychain service. If it goes on, look at its log; the application keeps secrets nowhere else.',
    },
  },
  sheet: {
    title: 'Recovery sheet',
    purpose: 'This code opens the secrets kept on this machine when a passphrase is forgotten. Whoever has it and uses the machine can open them.',
    keep: 'Keep the printed sheet under lock and key, in a sealed envelope and away from the machine. Do not photograph it or send it by mail or messaging.',
    once: 'The code is shown once. If the sheet is lost or somebody saw it, make a new one: the former stops working.',
    institution: 'Institution',
    office: 'Office',
    machine: 'Machine',
    made: 'Date',
    code: 'Code',
    checkGroup: 'The last group finds typing errors.',
  },
  refusals: {
    'keychain/locked': 'The keychain is locked. Unlock it and try again; what was kept is still there.',
    'keychain/prompt-open': 'The system waits for an answer in another window, or the keychain does not respond. Answer it and try again.',
    'keychain/cancelled': 'Permission to use the keychain was not given. Try again and accept the system’s request.',
    'keychain/no-bus': 'This session does not reach the keychain. Start the application from the desktop, and tell support if it goes on.',
    'keychain/no-provider': 'This machine has no keychain installed or running. Ask support to install one.',
    'keychain/provider-disabled': 'The keychain is installed but does not start. Ask support to look at it.',
    'keychain/denied': 'A rule of the system forbids using the keychain. Ask support to look at it.',
    'keychain/changed': 'What this machine kept is not in the keychain. Ask support to restore the former one.',
    'keychain/io-error': 'The keychain answered with an error and nothing was kept. Try again in a moment.',
    'keychain/too-large': ({ bytes, limit }) => `The text takes ${bytes ?? '?'} bytes and the keychain accepts ${limit ?? '?'}. Shorten it.`,
    'keychain/unfit': 'This text cannot be kept in the keychain. Type it again.',
    'keychain/missing': 'The secret is not in this machine’s keychain. It has to be changed on the platform and kept again.',
    'keychain/damaged': 'What is in the keychain is not what was kept. The secret has to be changed on the platform and kept again.',
    'keychain/clipboard-failed': 'The clipboard could not be used. Try again, or show the secret and type it.',
  },
}
