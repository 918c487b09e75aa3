import type { KeychainState } from '#shared/session/keychain-state.ts'
import type { RefusalWords } from '../shape.ts'

/** One sentence of what is the matter, one button, one hint for who looks after the machine. */
type StateWords = { readonly sentence: string; readonly button: string; readonly hint: string }

/** The operating system's keychain, passphrases, the recovery sheet and what is copied. */
export const keychain = {
  title: 'Llavero del sistema',
  hintTitle: 'Para soporte técnico',
  /** The banner while a call waits for the person. */
  asking: 'El sistema pide permiso para usar el llavero. Busca su ventana: puede estar detrás de esta.',
  states: {
    unknown: {
      sentence: 'El llavero todavía no se ha usado en esta sesión.',
      button: 'Comprobar',
      hint: 'El llavero se consulta por primera vez al desbloquear.',
    },
    probing: {
      sentence: 'Se está comprobando el llavero.',
      button: 'Comprobar de nuevo',
      hint: 'Se escribe, se lee y se borra un elemento de prueba.',
    },
    ready: {
      sentence: 'El llavero funciona.',
      button: 'Comprobar',
      hint: 'Cada secreto es un elemento cifrado bajo el nombre «Resguardo».',
    },
    locked: {
      sentence: 'El llavero está bloqueado. No se perdió nada: lo guardado sigue ahí.',
      button: 'Reintentar',
      hint: 'Desbloquear el llavero de inicio de sesión (en GNOME, «Contraseñas y claves»; en macOS, «Acceso a Llaveros»). Con inicio de sesión automático o por huella, el llavero no se abre solo.',
    },
    'prompt-open': {
      sentence: 'El sistema espera una respuesta en otra ventana, o el llavero no contesta.',
      button: 'Reintentar',
      hint: 'Buscar la ventana del sistema que pide la contraseña. Si no hay ninguna, reiniciar el servicio del llavero (gnome-keyring-daemon o kwalletd).',
    },
    cancelled: {
      sentence: 'No se dio permiso para usar el llavero, o no hubo a quién preguntar.',
      button: 'Reintentar',
      hint: 'Aceptar la solicitud del sistema. Si no aparece, comprobar que existe el llavero predeterminado y que la sesión tiene escritorio.',
    },
    'no-bus': {
      sentence: 'Esta sesión no tiene el servicio por el que se llega al llavero.',
      button: 'Reintentar',
      hint: 'Falta el bus de sesión D-Bus (DBUS_SESSION_BUS_ADDRESS). Iniciar la aplicación desde la sesión de escritorio, sin sudo ni su.',
    },
    'no-provider': {
      sentence: 'Este equipo no tiene un llavero instalado o encendido.',
      button: 'Reintentar',
      hint: 'Instalar libsecret-1-0 y gnome-keyring (o activar KWallet o KeePassXC como servicio de secretos, org.freedesktop.secrets).',
    },
    'provider-disabled': {
      sentence: 'El llavero está instalado, pero no arranca.',
      button: 'Reintentar',
      hint: 'Revisar el servicio org.freedesktop.secrets: en KDE, activar el subsistema de carteras; en GNOME, journalctl --user -t gnome-keyring-daemon.',
    },
    denied: {
      sentence: 'Una regla del sistema impide usar el llavero.',
      button: 'Reintentar',
      hint: 'Revisar las políticas de D-Bus, AppArmor o SELinux, y los permisos de Flatpak o Snap; en macOS, el permiso de la aplicación sobre sus elementos.',
    },
    changed: {
      sentence: 'El llavero funciona, pero no contiene lo que este equipo guardó. No se borró nada desde la aplicación.',
      button: 'Reintentar',
      hint: 'El llavero predeterminado cambió o se creó de nuevo. Restablecer el anterior (en GNOME, ~/.local/share/keyrings) y reintentar.',
    },
    'io-error': {
      sentence: 'El llavero respondió con un error.',
      button: 'Reintentar',
      hint: 'Reiniciar el servicio del llavero. Si continúa, revisar su registro; la aplicación no guarda los secretos en otro lugar.',
    },
  } satisfies Record<KeychainState, StateWords>,
  fields: {
    'passphrase-short': 'Usa al menos 12 caracteres; varias palabras son fáciles de recordar.',
    'passphrase-obvious': 'Es de las primeras que alguien probaría. Elige varias palabras sin relación.',
    'passphrase-name': 'No debe contener tu nombre ni el de la institución.',
    'recovery-length': 'El código tiene 36 caracteres en 6 grupos de 6.',
    'recovery-character': 'Hay un carácter que el código no usa. Revisa el grupo señalado.',
    'recovery-check': 'El código no está completo o tiene un error. Compáralo con la hoja.',
  } as Record<string, string>,
  lockedBecause: {
    start: '',
    asked: '',
    idle: 'Se bloqueó por falta de actividad.',
    suspend: 'Se bloqueó porque el equipo se suspendió.',
    'screen-lock': 'Se bloqueó con la pantalla del equipo.',
    switch: 'Se bloqueó al cambiar de persona.',
    deactivated: 'Se bloqueó porque la persona ya no está activa.',
    quit: '',
  },
  sheet: {
    title: 'Hoja de recuperación',
    purpose: 'Este código abre los secretos guardados en este equipo cuando se olvida una contraseña. Quien lo tenga y use el equipo puede abrirlos.',
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
    'session/wrong-passphrase': 'La contraseña no es correcta. Revisa mayúsculas y el idioma del teclado.',
    'session/wait': ({ seconds }) => `Hubo varios intentos fallidos. Espera ${seconds ?? 'unos'} segundos y vuelve a intentarlo.`,
    'session/no-signer': 'Esta persona no tiene contraseña en este equipo, o ya no está activa. Lo resuelve quien administra.',
    'session/signer-missing': 'El llavero de este equipo no tiene la llave de esta persona. Usa la hoja de recuperación.',
    'session/signer-foreign': 'La llave del llavero no es la que está en el registro. Usa la hoja de recuperación y avisa a seguridad.',
    'session/overtaken': 'La aplicación se bloqueó mientras tanto. Vuelve a intentarlo.',
    'session/weak-passphrase': 'La contraseña no protege lo suficiente. Elige otra; lo demás sigue escrito.',
    'session/recovery-code': ({ group }) =>
      group === undefined ? 'El código no es válido. Compáralo con la hoja.' : `El código tiene un error; revisa el grupo ${group}.`,
    'session/recovery-refused': 'El código está bien escrito, pero no abre este equipo: la hoja es de otro equipo o fue sustituida.',
    'session/no-recovery-kit': 'Este equipo no tiene un código de recuperación utilizable. Avisa a quien administra.',
  } as RefusalWords,
} as const
