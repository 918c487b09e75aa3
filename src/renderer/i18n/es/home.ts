import type { RefusalWords } from '../shape.ts'

/** The home screen: one line and one act for each kind of item (`src/shared/home/item.ts`). */
export const home = {
  question: '¿Qué necesita mi atención ahora?',
  urgencies: { now: 'Ahora', today: 'Hoy', soon: 'En los próximos días', later: 'Cuando haya un momento' },
  account: (handle: string, network: string) => `${handle} (${network})`,
  overdue: 'Vencido',
  waiting: (count: number) => (count === 1 ? '1 asunto pendiente' : `${count} asuntos pendientes`),
  begin: 'Resguardo está listo en este equipo. Esto es lo que falta para empezar.',
  nothing: {
    title: 'Nada espera por ti',
    detail: 'Aquí aparecen los cambios de contraseña por vencer, las publicaciones por revisar, los incidentes abiertos y lo que falte por completar.',
  },
  items: {
    'incident-open': {
      line: (folio: string, accounts: string) => (accounts === '' ? `Incidente ${folio} abierto` : `Incidente ${folio} abierto: ${accounts}`),
      detail: (openSteps: number, unsentNotices: number) =>
        [
          openSteps === 0 ? 'Sin pasos pendientes' : openSteps === 1 ? 'Falta 1 paso' : `Faltan ${openSteps} pasos`,
          unsentNotices === 0 ? 'avisos enviados' : unsentNotices === 1 ? '1 aviso sin enviar' : `${unsentNotices} avisos sin enviar`,
        ].join(' · '),
      act: 'Continuar',
    },
    'rotation-due': {
      line: (handle: string) => `Cambiar la contraseña de ${handle}`,
      detail: 'La contraseña se cambia cada dos meses, o cuando lo fije la institución.',
      act: 'Cambiar contraseña',
    },
    'rotation-unfinished': {
      line: (handle: string) => `El cambio de contraseña de ${handle} quedó a medias`,
      detail: 'Se conservan la contraseña anterior y la nueva hasta terminar.',
      act: 'Retomar',
    },
    'post-to-review': { line: (title: string) => `Revisar «${title}»`, detail: (office: string) => office, act: 'Revisar' },
    'stop-in-force': {
      line: (reason: string) => `Alto en vigor: ${reason}`,
      detail: (name: string) => `Lo ordenó ${name}. Lo que abarca no se copia.`,
      act: 'Ver el alto',
    },
    'post-unchecked': { line: (title: string) => `Comprobar «${title}», aprobada por la vía urgente`, act: 'Comprobar' },
    'review-forecast': {
      line: (count: number) => (count === 1 ? 'Al ritmo actual, 1 publicación no alcanzará su plazo' : `Al ritmo actual, ${count} publicaciones no alcanzarán su plazo`),
      detail: (when: string) => `La primera vence ${when}.`,
      waits: (count: number) => (count === 1 ? '1 publicación lleva en revisión más de lo habitual' : `${count} publicaciones llevan en revisión más de lo habitual`),
      waitsDetail: (usual: string, when: string) => `Nueve de cada diez se deciden en ${usual} o menos. La primera vence ${when}.`,
      act: 'Ir a la revisión',
    },
    'post-returned': { line: (title: string) => `Devuelta con observaciones: «${title}»`, detail: 'Corrige lo señalado y envíala de nuevo.', act: 'Corregir' },
    'post-to-publish': { line: (title: string) => `Aprobada y sin publicar: «${title}»`, detail: 'Copia el texto sellado y publícalo en la red.', act: 'Publicar' },
    'post-unproven': {
      line: (title: string) => `Falta comprobar «${title}»`,
      detail: {
        copied: (by: string) => `${by === '' ? 'Se copió' : `La copió ${by}`} y no se ha registrado qué pasó.`,
        doubted: (by: string) => `${by === '' ? 'Se copió' : `La copió ${by}`} y no es seguro que se publicara: hay que mirar en la red.`,
        found: (by: string) => `${by === '' ? 'Se copió' : `La copió ${by}`}; ya está en la red y falta su prueba.`,
        'to-withdraw': (by: string) => `Se publicó con diferencias${by === '' ? '' : `, dijo ${by}`}, y falta retirarla de la red.`,
        'to-correct': (by: string) => `Se publicó con diferencias${by === '' ? '' : `, dijo ${by}`}, y falta publicar su corrección.`,
      },
      act: 'Abrir',
    },
    'consultation-to-answer': { line: (title: string) => `Responder la consulta «${title}»`, detail: (office: string) => office, act: 'Responder' },
    'consultation-returned': { line: (title: string) => `Falta un dato en la consulta «${title}»`, detail: 'Comunicación Social lo necesita para responder.', act: 'Agregar' },
    'consultation-to-reply': {
      line: (title: string) => `Contestar a la persona: «${title}»`,
      answered: 'Comunicación Social ya respondió.',
      lapsed: 'Venció el plazo: se orienta a INETEL o a la Plataforma Nacional de Transparencia.',
      act: 'Contestar',
    },
    'kit-to-adapt': {
      line: (title: string) => `Adaptar el mensaje nacional «${title}»`,
      fresh: 'Se completa con los datos de tu oficina.',
      outdated: 'Hay una versión nueva de lo que tu oficina ya adaptó.',
      act: 'Adaptar',
    },
    'ending-to-approve': { line: (title: string) => `Aprobar el cierre «${title}»`, detail: 'Hasta que se apruebe, nadie lo usa.', act: 'Revisar' },
    'kit-to-approve': { line: (title: string) => `Aprobar el mensaje nacional «${title}»`, detail: 'Al aprobarlo, las oficinas pueden adaptarlo.', act: 'Revisar' },
    'registry-empty': { line: 'Registrar la primera cuenta', detail: 'Su contraseña se guarda en el llavero del sistema. Después se pueden preparar publicaciones.', act: 'Registrar cuenta' },
    'team-missing': { line: 'Agregar a las demás personas', detail: 'Quien escribe una publicación no puede aprobarla: hace falta al menos otra persona.', act: 'Agregar persona' },
    'contact-missing': {
      line: { areaHead: 'Falta el contacto de la persona titular del área', communication: 'Falta el contacto de Comunicación Social', security: 'Falta el contacto de UNICOM' },
      detail: 'Hace falta para avisar de un incidente tan pronto como se conozca.',
      act: 'Anotar contacto',
    },
    'single-operator': {
      line: (handle: string, operators: number) => (operators === 0 ? `${handle} no tiene quien la opere` : `Solo una persona opera ${handle}`),
      detail: 'Si se ausenta, nadie más puede atender la cuenta.',
      act: 'Asignar suplente',
    },
    'keychain-not-ready': { line: 'El llavero del sistema no responde', detail: 'Mientras tanto no se pueden leer ni guardar contraseñas.', act: 'Ver qué hacer' },
    'clock-wrong': {
      slow: (span: string) => `El reloj de este equipo va ${span} atrasado`,
      fast: (span: string) => `El reloj de este equipo va ${span} adelantado`,
      detail: 'Los plazos y los actos llevan la hora del servidor, así que nada se altera. Pide que se ajuste el reloj.',
      act: 'Ver detalle',
    },
    'sheet-unkept': { line: 'No consta que la hoja de recuperación esté guardada', detail: 'Sin ella, si se olvida la frase, la bóveda de este equipo no se abre.', act: 'Ver qué hacer' },
    'backup-overdue': {
      line: (last: string | undefined) => (last === undefined ? 'El registro no tiene respaldo' : `El último respaldo es del ${last}`),
      detail: 'Un respaldo reciente evita perder evidencia si falla el disco.',
      act: 'Respaldar',
    },
    'ledger-unverified': {
      line: (last: string | undefined) => (last === undefined ? 'El registro no se ha verificado' : `El registro se verificó por última vez el ${last}`),
      detail: 'La verificación relee todo y confirma que nada se alteró.',
      act: 'Verificar',
    },
    'ledger-broken': {
      line: (position: string) => `El registro tiene una alteración en el asiento ${position}`,
      detail: 'Conserva los archivos como están y avisa a la persona responsable de seguridad.',
      act: 'Ver detalle',
    },
  },
  refusals: {} as RefusalWords,
} as const
