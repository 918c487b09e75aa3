import type { Refusal } from '#shared/kernel/refusal.ts'

type Detail = NonNullable<Refusal['detail']>

/** What the command says when something does not go: one sentence with the mend. None of them can hold a password. */
const SENTENCES: Readonly<Record<string, (detail: Detail) => string>> = {
  'hub/unknown-host': () => 'No se encuentra el servidor con ese nombre: revise --host.',
  'hub/unreachable': () => 'El servidor no responde: revise --host y --port, que PostgreSQL esté en marcha y que el cortafuegos permita el paso.',
  'hub/certificate': (d) =>
    d['why'] === 'no-tls'
      ? 'El servidor no ofrece TLS: ponga ssl = on en postgresql.conf, con su certificado y su clave (docs/hub.md, TLS).'
      : `El certificado del servidor no corresponde a --ca o al nombre de --host (${d['why'] ?? ''}): use el certificado de la autoridad que lo emitió y el nombre que lleva.`,
  'hub/wrong-password': () => 'La contraseña falta o no es la de ese usuario: revise --user y PGPASSWORD (o ~/.pgpass).',
  'hub/full': () => 'El servidor no admite más conexiones: suba max_connections (docs/hub.md, tamaño) o espere, y repita la orden.',
  'hub/starting': () => 'El servidor está arrancando o se recupera de una caída: espere un momento y repita la orden.',
  'hub/denied': () => 'El servidor no deja entrar a ese usuario o no le permite hacer esto: revise pg_hba.conf y --user.',
  'hub/not-a-hub': () => 'En esa base de datos no hay un registro compartido: revise --database, o créelo con: resguardo-hub init.',
  'hub/server-older': (d) => `Hace falta PostgreSQL 15 o más reciente y este es el ${d['version'] ?? '?'}: actualícelo y repita la orden.`,
  'hub/encoding': (d) => `La base de datos debe estar en UTF8 y está en ${d['encoding'] ?? 'otra codificación'}: créela con ENCODING 'UTF8' TEMPLATE template0.`,
  'hub/privileges': () => 'Esta orden necesita un superusuario de PostgreSQL (quita al público derechos del sistema en esta base): use --user con uno.',
  'hub/held-open': () => 'Alguien tiene abierta una transacción que estorba: nada se ha cambiado. Ciérrela (docs/hub.md, Monitoring) y repita la orden.',
  'hub/standby': () => 'Este servidor es una réplica de solo lectura: ejecute la orden en el principal.',
  'hub/foreign-schema': () => 'La base de datos tiene un esquema «resguardo» que no es de este programa: use otra base de datos; nada se ha cambiado.',
  'hub/schema-newer': (d) =>
    `El registro es de una versión más nueva (${d['schema'] ?? '?'}) que la de este programa (${d['known'] ?? '?'}): use la versión de Resguardo con la que se actualizó; nada se ha cambiado.`,
  'hub/already-there': () => 'Ya hay un registro compartido en esa base de datos: nada se ha cambiado. Para renovar el código de fundación use --renew-founding.',
  'hub/already-founded': () => 'El registro ya está fundado: las personas entran por invitación desde la aplicación.',
  'hub/unknown-person': () => 'Nadie con ese identificador está activo en el registro: vea los identificadores en Personas, o en resguardo-hub status --people.',
  'hub/no-machine': () => 'Esa persona todavía no firma en ningún equipo: quien administra la invita desde la aplicación (Ajustes, Personas).',
  'hub/unknown-login': () => 'No hay ningún acceso con ese nombre ni de esa persona: véalos con resguardo-hub status --people.',
  'hub/known-login': () => 'Ese nombre de acceso es de otro uso del servidor: nada se ha cambiado. Repita la orden.',
  'command/ca': (d) => `No se puede leer el certificado de la autoridad (${d['file'] ?? '--ca'}): indique en --ca el archivo PEM que la emitió.`,
  'command/option': (d) => `No se entiende «${d['option'] ?? ''}»: vea resguardo-hub --help.`,
  'command/missing': (d) => `Falta ${d['option'] ?? ''}: vea resguardo-hub --help.`,
  'command/upgrade-first': () => 'La forma del registro es más antigua que este programa: ejecute antes resguardo-hub upgrade.',
  'recover/not-closed': () => 'El registro no está cerrado a escritura: ejecute antes resguardo-hub recover, sin opciones.',
  'recover/disagreement': (d) =>
    `Para la posición ${d['position'] ?? '?'} hay asientos distintos y bien firmados, de los accesos ${d['logins'] ?? ''}: averigüe cuál no es de fiar y repita con --without ACCESO. Lo anterior quedó repuesto.`,
  'recover/unsigned': (d) =>
    `Lo que se entregó para la posición ${d['position'] ?? '?'} no lleva una firma que valga (acceso ${d['logins'] ?? ''}). Lo anterior quedó repuesto. Si los equipos lo tenían apartado así, repita con --take ${d['position'] ?? 'POSICIÓN'}; si no, con --without ACCESO.`,
  'recover/does-not-follow': (d) =>
    `El asiento de la posición ${d['position'] ?? '?'} (acceso ${d['logins'] ?? ''}) no continúa lo que hay (${d['code'] ?? ''}); lo anterior quedó repuesto. Si otros equipos llegan más lejos, repita con --without ACCESO; si la copia ya recibió algo después de restaurarse, restáurela otra vez y cierre con recover antes de que alguien se conecte.`,
  'command/broken-backup': () => 'La copia no está completa: no la ponga en uso; restaure otra y repita la comprobación.',
}

/** The sentence of a refusal. */
export function sentenceOf({ code, detail }: Refusal): string {
  return SENTENCES[code]?.(detail ?? {}) ?? `No se pudo (${code}): nada se ha cambiado.`
}
