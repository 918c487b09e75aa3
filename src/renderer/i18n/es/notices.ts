import type { RefusalWords } from '../shape.ts'

/** The notices are read and worked in the incident's page, whose words are in `incidents`; here are their refusals. */
export const notices = {
  refusals: {
    'notices/unknown': 'Este aviso no existe, o no corresponde a tu oficina.',
    'notices/already-drafted': 'El aviso ya está redactado.',
    'notices/already-sent': 'El aviso ya se envió y su texto se conserva como salió. Anota la corrección en un envío nuevo.',
    'notices/not-sent': 'El aviso aún no se ha enviado. Anota primero el envío.',
    'notices/acknowledged': 'El aviso ya tiene acuse.',
    'notices/invalid': 'Hay datos por corregir. Están señalados junto a su campo.',
    'notices/secret-inside': 'El texto contiene una contraseña guardada en Resguardo. Quítala; nada se guardó.',
    'notices/no-mail-program': (d) => `No hay un programa de correo que abra el borrador. Quedó guardado como ${d['file'] ?? ''}; también se puede copiar el texto.`,
    'documents/unwritable': (d) => `No se pudo escribir en ${d['folder'] ?? 'la carpeta de documentos'}. Revisa los permisos, o copia el texto. Nada se perdió.`,
    'documents/disk-full': (d) => `No queda espacio en el disco para ${d['folder'] ?? 'guardar'}. Libera espacio, o copia el texto. Nada se perdió.`,
  } as RefusalWords,
} as const
