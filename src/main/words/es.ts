/** The few sentences that main says itself: dialogs before there is a window, and OS notifications. */
export const es = {
  locale: 'es-MX',
  product: 'Resguardo',
  close: 'Cerrar',
  retry: 'Reintentar',
  restore: 'Usar el respaldo más reciente',
  showFolder: 'Mostrar la carpeta',
  chooseEvidence: 'Elige los archivos de evidencia',
  chooseInvitation: 'Elige el archivo de la invitación',
  saveInvitation: 'Guardar la invitación',
  chooseBundle: 'Elige el archivo recibido',
  saveBundle: 'Guardar el archivo para la otra oficina',
  demo: {
    overRecord: { title: 'Esta carpeta tiene un registro verdadero', what: 'La demostración no se abre sobre un registro verdadero. Ábrela sin indicar esta carpeta.' },
    keychain: { title: 'No se pudo preparar la demostración', what: 'El llavero del sistema no respondió. Desbloquéalo y vuelve a abrir la demostración; se preparará desde el principio.' },
  },
  failure: {
    torn: {
      title: 'El registro está dañado',
      what: 'El archivo del registro no se puede leer completo. No se ha modificado.',
    },
    foreign: {
      title: 'El archivo del registro no es de Resguardo',
      what: 'En la carpeta de datos hay un archivo con el nombre del registro que no creó esta aplicación. No se ha modificado.',
    },
    newer: {
      title: 'El registro es de una versión más reciente',
      what: 'Este registro lo escribió una versión más nueva de Resguardo. Actualiza la aplicación para abrirlo; así no se pierde nada.',
    },
    'read-only': {
      title: 'No se puede escribir en la carpeta de datos',
      what: 'Resguardo necesita escribir en su carpeta. Revisa los permisos, o pide ayuda al área de informática, y vuelve a intentarlo.',
    },
    'disk-full': {
      title: 'El disco está lleno',
      what: 'No queda espacio para guardar el registro. Libera espacio y vuelve a intentarlo. Lo ya guardado está completo.',
    },
    'in-use': {
      title: 'Otro programa está usando el registro',
      what: 'Espera a que termine, por ejemplo, una copia de seguridad, y vuelve a intentarlo.',
    },
  },
  installation: {
    torn: 'El archivo de la instalación está dañado',
    missing: 'Falta el archivo de la instalación',
    what: 'En ese archivo está el nombre con el que esta computadora encuentra sus contraseñas en el llavero. Sin él no sirven ni la frase ni la hoja de recuperación. El registro y el llavero no se han modificado.',
    copy: (path: string) => `Hay una copia con los respaldos: ${path}`,
    how: {
      torn: 'Si usas la copia, el archivo dañado se aparta en la misma carpeta y no se borra. No se pierde nada de lo registrado.',
      missing: 'Si usas la copia, la aplicación abre como antes. No se pierde nada de lo registrado.',
    },
    useCopy: 'Usar la copia',
    noCopy: 'Tampoco hay una copia con los respaldos. Pide al área de informática que recupere installation.json de su copia de esta carpeta y vuelve a intentarlo. No borres nada.',
  },
  file: (path: string) => `Archivo: ${path}`,
  lastBackup: (path: string, at: string) => `Respaldo más reciente (${at}): ${path}`,
  noBackup: 'No hay respaldos en esta computadora. Pide ayuda al área de informática antes de borrar algo.',
  restoreHow: 'Si usas el respaldo, el archivo actual se aparta en la misma carpeta y no se borra. Lo registrado después del respaldo queda solo en el archivo apartado.',
  restored: {
    title: 'Se usó el respaldo más reciente',
    what: (path: string) => `El archivo anterior quedó apartado en: ${path}`,
  },
  fault: {
    title: 'Resguardo encontró un error',
    what: (reference: string) => `Lo ya guardado está completo. Si se repite, da esta referencia al área de informática: ${reference}`,
  },
  pageGone: {
    title: 'La ventana dejó de funcionar y se volvió a abrir',
    what: 'Todo lo que quedó guardado está completo. Revisa lo último que estabas escribiendo: pudo no guardarse.',
    again: { title: 'La ventana deja de funcionar una y otra vez', what: 'Resguardo se cierra. Todo lo que quedó guardado está completo. Ábrelo de nuevo y, si se repite, avisa al área de informática: la bitácora dice qué pasó.' },
  },
  torn: {
    title: 'El registro no se puede leer completo',
    what: 'Cierra Resguardo y vuelve a abrirlo: te ofrecerá el respaldo más reciente. El archivo no se ha modificado.',
  },
}

export type MainWords = typeof es
