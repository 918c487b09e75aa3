import type { KeychainState } from '#shared/session/keychain-state.ts'
import type { RefusalWords } from '../shape.ts'

/** One sentence of what is the matter, one button, one hint for who looks after the machine. */
type StateWords = { readonly sentence: string; readonly button: string; readonly it: string }

/** The operating system's keychain, passphrases, the recovery sheet and what is copied. */
export const keychain = {
  title: 'Llavero del sistema',
  itHint: 'Para soporte técnico',
  /** The banner while a call waits for the person. */
  asking: 'El sistema pide permiso para usar el llavero. Busca su ventana: puede estar detrás de esta.',
  states: {
    unknown: {
      sentence: 'El llavero todavía no se ha usado en esta sesión.',
      button: 'Comprobar',
      it: 'El llavero se consulta por primera vez al desbloquear.',
    },
    probing: {
      sentence: 'Se está comprobando el llavero.',
      button: 'Comprobar de nuevo',
      it: 'Se escribe, se lee y se borra un elemento de prueba.',
    },
    ready: {
      sentence: 'El llavero funciona.',
      button: 'Comprobar',
      it: 'Cada secreto es un elemento cifrado bajo el nombre «Resguardo».',
    },
    locked: {
      sentence: 'El llavero está bloqueado. No se perdió nada: lo guardado sigue ahí.',
      button: 'Reintentar',
      it: 'Desbloquear el llavero de inicio de sesión (en GNOME, «Contraseñas y claves»; en macOS, «Acceso a Llaveros»). Con inicio de sesión automático o por huella, el llavero no se abre solo.',
    },
    'prompt-open': {
      sentence: 'El sistema espera una respuesta en otra ventana, o el llavero no contesta.',
      button: 'Reintentar',
      it: 'Buscar la ventana del sistema que pide la contraseña. Si no hay ninguna, reiniciar el servicio del llavero (gnome-keyring-daemon o kwalletd).',
    },
    cancelled: {
      sentence: 'No se dio permiso para usar el llavero, o no hubo a quién preguntar.',
      button: 'Reintentar',
      it: 'Aceptar la solicitud del sistema. Si no aparece, comprobar que existe el llavero predeterminado y que la sesión tiene escritorio.',
    },
    'no-bus': {
      sentence: 'Esta sesión no tiene el servicio por el que se llega al llavero.',
      button: 'Reintentar',
      it: 'Falta el bus de sesión D-Bus (DBUS_SESSION_BUS_ADDRESS). Iniciar la aplicación desde la sesión de escritorio, sin sudo ni su.',
    },
    'no-provider': {
      sentence: 'Este equipo no tiene un llavero instalado o encendido.',
      button: 'Reintentar',
      it: 'Instalar libsecret-1-0 y gnome-keyring (o activar KWallet o KeePassXC como servicio de secretos, org.freedesktop.secrets).',
    },
    'provider-disabled': {
      sentence: 'El llavero está instalado, pero no arranca.',
      button: 'Reintentar',
      it: 'Revisar el servicio org.freedesktop.secrets: en KDE, activar el subsistema de carteras; en GNOME, journalctl --user -t gnome-keyring-daemon.',
    },
    denied: {
      sentence: 'Una regla del sistema impide usar el llavero.',
      button: 'Reintentar',
      it: 'Revisar las políticas de D-Bus, AppArmor o SELinux, y los permisos de Flatpak o Snap; en macOS, el permiso de la aplicación sobre sus elementos.',
    },
    changed: {
      sentence: 'El llavero funciona, pero no contiene lo que este equipo guardó. No se borró nada desde la aplicación.',
      button: 'Reintentar',
      it: 'El llavero predeterminado cambió o se creó de nuevo. Restablecer el anterior (en GNOME, ~/.local/share/keyrings) y reintentar.',
    },
    'io-error': {
      sentence: 'El llavero respondió con un error.',
      button: 'Reintentar',
      it: 'Reiniciar el servicio del llavero. Si continúa, revisar su registro; la aplicación no guarda los secretos en otro lugar.',
    },
  } satisfies Record<KeychainState, StateWords>,
  sheet: {
    title: 'Hoja de recuperación',
    purpose: 'Este código abre los secretos guardados en este equipo cuando se olvida una frase de contraseña. Quien lo tenga y use el equipo puede abrirlos.',
    keep: 'Guarda la hoja impresa bajo llave, en un sobre cerrado y lejos del equipo. No la fotografíes ni la envíes por correo o mensajería.',
    once: 'El código se muestra una sola vez. Si la hoja se pierde o alguien la vio, haz una nueva: la anterior deja de servir.',
    institution: 'Institución',
    office: 'Oficina',
    machine: 'Equipo',
    made: 'Fecha',
    code: 'Código',
    checkGroup: 'El último grupo sirve para detectar errores al escribirlo.',
  },
  refusals: {
    'keychain/locked': 'El llavero está bloqueado. Desbloquéalo y reintenta; lo guardado sigue ahí.',
    'keychain/prompt-open': 'El sistema espera una respuesta en otra ventana, o el llavero no contesta. Respóndela y reintenta.',
    'keychain/cancelled': 'No se dio permiso para usar el llavero. Reintenta y acepta la solicitud del sistema.',
    'keychain/no-bus': 'Esta sesión no llega al llavero. Inicia la aplicación desde el escritorio y avisa a soporte si continúa.',
    'keychain/no-provider': 'Este equipo no tiene un llavero instalado o encendido. Pide a soporte que lo instale.',
    'keychain/provider-disabled': 'El llavero está instalado, pero no arranca. Pide a soporte que lo revise.',
    'keychain/denied': 'Una regla del sistema impide usar el llavero. Pide a soporte que la revise.',
    'keychain/changed': 'El llavero no contiene lo que este equipo guardó. Pide a soporte que restablezca el anterior.',
    'keychain/io-error': 'El llavero respondió con un error y no se guardó nada. Reintenta en un momento.',
    'keychain/too-large': ({ bytes, limit }) => `El texto ocupa ${bytes ?? '?'} bytes y el llavero acepta ${limit ?? '?'}. Acórtalo.`,
    'keychain/unfit': 'Este texto no puede guardarse en el llavero. Escríbelo de nuevo.',
    'keychain/missing': 'El secreto no está en el llavero de este equipo. Hay que cambiarlo en la plataforma y guardarlo de nuevo.',
    'keychain/damaged': 'Lo que hay en el llavero no es lo que se guardó. Hay que cambiar el secreto en la plataforma y guardarlo de nuevo.',
    'keychain/clipboard-failed': 'No fue posible usar el portapapeles. Reintenta, o muestra el secreto y escríbelo.',
  } as RefusalWords,
} as const
