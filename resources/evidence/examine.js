/**
 * Comprueba un expediente y dice lo que encontró. El mismo texto va en el verificador de Node y en el del navegador: cada uno queda en un solo archivo del expediente.
 *
 * `place`: el expediente ya extraído. `paths`: sus archivos, con diagonales; `odd`: lo que no es un archivo común, y no se lee; `text(path)`: su texto (UTF-8),
 * indefinido si no está; `sha256(path)`: su huella en hexadecimal; `note`: lo que ese lugar no deja ver, si algo.
 * `tools`: `sha256(bytes)`; `ed25519(bytes)`, una llave pública en SPKI, que rechaza lo que no lo sea; `signed(key, signature, bytes)`.
 * `expected`: la huella de la firma raíz, obtenida por otra vía, o indefinido.
 * Devuelve { code, lines, faults, verdict }; `code` es 0 si todo corresponde, 1 si algo no, 2 si no hay un expediente que se pueda leer.
 */
// oxlint-disable-next-line no-unused-vars -- it is put into the files that use it
async function examine(place, { sha256, ed25519, signed }, expected) {
  const faults = []
  const lines = []
  const fault = (text) => faults.push(text)
  const say = (text) => lines.push(text)
  const bytesOf = (text) => new TextEncoder().encode(text)
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  /** Las formas que este verificador conoce: la segunda puede llevar hilos, títulos, etiquetas y primer comentario. */
  const FORMATS = ['resguardo/evidence-kit/1', 'resguardo/evidence-kit/2']
  const FIRST = '0'.repeat(64)
  /** Los archivos de todo expediente; los demás son de la publicación, por su nombre y su huella. */
  const OWN_FILES = ['manifiesto.txt', 'evidencia.json', 'index.html', 'actos.csv', 'verificar.html', 'verificar.mjs']
  /** Texto ajeno, sin nada que pueda mandar a la terminal ni cambiar el sentido de la línea. */
  const shown = (text) => String(text).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '·').slice(0, 200)

  /** Un expediente que no se puede leer siquiera. */
  class Unreadable extends Error {}

  /** JSON con llaves en orden y sin espacios: la forma que se sella. */
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .sort(([one], [other]) => (one < other ? -1 : 1))
      return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
    }
    return JSON.stringify(value)
  }
  /** Lo que se sella: lo que se agregó después no cuenta mientras está vacío, ni lo que se midió de un archivo. */
  function sealedForm({ base, variants, media, source, accounts, wanted, ...later }) {
    const filled = Object.entries(later).filter(([, part]) => part !== null && Object.keys(part).length > 0)
    return { ...Object.fromEntries(filled), base, variants, media: media.map(({ shape: _, seconds: __, ...file }) => file), source, accounts, wanted }
  }
  const sealOf = (content) => sha256(bytesOf(`resguardo/post/1 ${canonical(sealedForm(content))}`))

  const own = (record, key) => (record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined)
  const TITLES = ['youtube', 'tiktok']
  const COMMENTS = ['facebook', 'instagram', 'youtube', 'tiktok']
  const THREADS = ['x', 'threads']

  /** Los textos que van por separado en una cuenta, con el nombre de su archivo. */
  function piecesFor(content, { id, network }) {
    const title = TITLES.includes(network) ? own(content.titles, network) : undefined
    const comment = COMMENTS.includes(network) ? own(content.comments, network) : undefined
    const parts = THREADS.includes(network) ? (own(content.threads, network) ?? []) : []
    const tags = network === 'youtube' ? (content.tags ?? []) : []
    return [
      ...(title === undefined ? [] : [[`${id}.title`, title]]),
      [id, own(content.own, id) ?? own(content.variants, network) ?? content.base],
      ...parts.map((text, index) => [`${id}.part-${index + 2}`, text]),
      ...(tags.length === 0 ? [] : [[`${id}.tags`, tags.join(', ')]]),
      ...(comment === undefined ? [] : [[`${id}.comment`, comment]]),
    ]
  }

  const deedDigest = (row) =>
    sha256(bytesOf(JSON.stringify(['resguardo/deed/1', row.id, row.stream, row.audience, row.type, row.schema, row.payload, row.actor, row.role, row.office, row.at, row.signer])))
  const eventHash = async (row) => sha256(bytesOf(`resguardo/event/1 ${await deedDigest(row)} ${row.version} ${row.signer_sequence} ${row.previous} ${row.after}`))

  const NUMBERS = ['position', 'version', 'schema', 'signer_sequence']
  const TEXTS = ['id', 'stream', 'audience', 'type', 'payload', 'actor', 'role', 'office', 'at', 'signer', 'previous', 'after', 'hash', 'signature']

  function wellFormed(row) {
    return typeof row === 'object' && row !== null && NUMBERS.every((name) => Number.isSafeInteger(row[name])) && TEXTS.every((name) => typeof row[name] === 'string')
  }

  /** Cada archivo del expediente tiene la huella del manifiesto, no falta ninguno y no sobra ninguno. */
  async function checkManifest() {
    const text = await place.text('manifiesto.txt')
    if (text === undefined) throw new Unreadable('No está el archivo manifiesto.txt.')
    const listed = new Map()
    const lines = text.split('\n')
    if (lines.pop() !== '') fault('El manifiesto está cortado o alterado.')
    let before = ''
    for (const line of lines) {
      const [, hash, path] = /^([0-9a-f]{64}) {2}([^\\]+)$/.exec(line) ?? []
      if (path === undefined || path.split('/').some((part) => part === '..' || part === '.' || part === '') || path <= before) {
        fault(`El manifiesto tiene un renglón que no corresponde: ${shown(line)}`)
        continue
      }
      before = path
      listed.set(path, hash)
    }
    for (const path of place.odd) fault(`«${shown(path)}» no es un archivo común.`)
    const present = new Set(place.paths)
    for (const path of present) if (path !== 'manifiesto.txt' && !listed.has(path)) fault(`«${shown(path)}» no está en el manifiesto.`)
    for (const [path, hash] of listed) {
      if (!present.has(path)) fault(`Falta «${shown(path)}».`)
      else if ((await place.sha256(path)) !== hash) fault(`«${shown(path)}» se alteró: su huella no es la del manifiesto.`)
    }
    return listed
  }

  /** Quién es cada firmante: la llave que trajo su presentación, su dueña y quién lo presentó. */
  async function introductions(kit) {
    const introduced = new Map()
    for (const row of kit.registrations) {
      const said = JSON.parse(row.payload)
      if (!['signer.registered', 'person.invited'].includes(row.type) || typeof said.signer !== 'string' || typeof said.publicKey !== 'string') {
        fault(`El acto ${shown(row.id)} no presenta a ningún firmante.`)
        continue
      }
      if (introduced.has(said.signer)) {
        fault(`El firmante ${shown(said.signer)} está presentado dos veces.`)
        continue
      }
      const kind = row.type === 'person.invited' ? 'invitation' : said.kind === 'recovery' ? 'recovery' : 'person'
      const one = { by: row.signer, row, said, person: said.person, kind, key: undefined, bytes: undefined }
      introduced.set(said.signer, one)
      try {
        one.bytes = fromBase64(said.publicKey)
        one.key = await ed25519(one.bytes)
      } catch {
        fault(`La llave del firmante ${shown(said.signer)} no es una llave Ed25519.`)
      }
    }
    return introduced
  }

  /** Si un acto lleva la firma de su firmante. Se firma la huella recalculada, nunca la que viene escrita. */
  async function isSigned(row, signer, hash) {
    return signer?.key !== undefined && /^[A-Za-z0-9+/]{86}==$/.test(row.signature) && (await signed(signer.key, fromBase64(row.signature), fromHex(hash)))
  }

  /** Huella, firma y firmante de cada acto; cada firmante, presentado por otro hasta la raíz. */
  async function checkSignatures(kit, introduced) {
    const roots = [...introduced].filter(([signer, { by }]) => signer === by)
    if (roots.length !== 1) fault(`Debe haber una sola firma raíz y hay ${roots.length}.`)
    const root = roots[0]?.[0]
    for (const row of [...kit.registrations, ...kit.members, ...kit.events]) {
      const name = `El acto ${row.version} (${shown(row.type)})`
      const hash = await eventHash(row)
      if (hash !== row.hash) fault(`${name} se alteró: su huella no corresponde a lo que dice.`)
      const signer = introduced.get(row.signer)
      if (signer?.key === undefined) {
        fault(`${name} lo firmó un firmante que nadie presentó.`)
        continue
      }
      if (!(await isSigned(row, signer, hash))) fault(`${name} tiene una firma que no es de su firmante.`)
      if (/^[A-Za-z0-9+/]{86}==$/.test(row.signature) && btoa(atob(row.signature)) !== row.signature) fault(`${name} tiene una firma escrita de otra manera.`)
      if (row.signer !== root && row.position <= signer.row.position) fault(`${name} es anterior a la presentación de su firmante.`)
      // La llave de una invitación o de una hoja de recuperación presenta a un firmante, y nada más.
      if (signer.kind === 'person' && row.actor !== signer.person) fault(`${name} dice que lo hizo otra persona que la dueña de la firma.`)
      if (signer.kind !== 'person' && row.type !== 'signer.registered') fault(`${name} se firmó con ${signer.kind === 'invitation' ? 'una invitación' : 'una hoja de recuperación'}.`)
    }
    for (const [signer] of introduced) {
      const seen = new Set()
      let at = signer
      while (at !== root && at !== undefined && !seen.has(at)) {
        seen.add(at)
        at = introduced.get(at)?.by
      }
      if (at !== root) fault(`El firmante ${shown(signer)} no llega hasta la raíz.`)
    }
    return { root, rootPrint: root === undefined ? '' : await sha256(introduced.get(root).bytes ?? new Uint8Array()) }
  }

  const MEMBERS = ['person.added', 'person.corrected', 'person.roles-changed', 'stand-in.set', 'stand-in.ended']

  /**
   * Quién era cada persona y qué funciones tenía en cada momento, por los actos firmados de la institución. Los expedientes de antes no los traen: entonces
   * nombres y funciones son los que dice el expediente, y así se dice.
   */
  function standingsOf(kit, introduced, root) {
    const isProven = kit.members.length > 0
    const rows = kit.members.map((row) => ({ row, said: JSON.parse(row.payload) })).sort((one, other) => one.row.position - other.row.position)
    const before = (position) => rows.filter(({ row }) => row.position < position)
    const nameAt = (person, position) => before(position).findLast(({ row, said }) => ['person.added', 'person.corrected'].includes(row.type) && said.person === person)?.said.name
    function rolesAt(person, position, at) {
      const own = before(position).findLast(({ row, said }) => ['person.added', 'person.roles-changed'].includes(row.type) && said.person === person)?.said.roles ?? []
      const pairs = new Map()
      for (const { row, said } of before(position)) if (row.type.startsWith('stand-in.') && said.standIn === person) pairs.set(said.absent, row.type === 'stand-in.set' ? said : undefined)
      const lent = [...pairs.values()].filter((one) => one !== undefined && one.from <= at && at < one.until).flatMap(({ roles }) => roles)
      return [...own, ...lent]
    }
    const held = (row) => !isProven || rolesAt(row.actor, row.position, row.at).includes(row.role)
    /** En qué equipo está un firmante: el de quien lo presentó, o el de la hoja con la que lo ayudan. */
    function machineOf(signer, seen = new Set()) {
      const one = introduced.get(signer)
      if (one === undefined || seen.has(signer) || one.kind === 'invitation') return signer
      seen.add(signer)
      const by = one.by === signer ? undefined : introduced.get(one.by)
      if (by !== undefined && by.kind !== 'invitation') return machineOf(one.by, seen)
      return introduced.get(one.said.recovery)?.kind === 'recovery' ? machineOf(one.said.recovery, seen) : signer
    }

    // La primera persona la presenta quien funda la institución: ella misma.
    const isFounding = ({ row, said }) => row === rows[0]?.row && row.signer === root && row.actor === said.person
    for (const { row, said } of rows) {
      const name = `El acto ${row.version} (${shown(row.type)})`
      if (!MEMBERS.includes(row.type) || row.stream !== 'organization/main') fault(`${name} no dice quién es nadie.`)
      if (row.role !== 'administrator' || (!held(row) && !isFounding({ row, said }))) fault(`${name} no es de quien administra.`)
    }
    for (const [signer, { row, person, by, kind }] of introduced) {
      if (signer === root) continue
      const name = `La presentación del firmante ${shown(signer)}`
      const presenter = introduced.get(by)
      const isAdministrator = row.role === 'administrator' && held(row)
      if (kind === 'invitation') {
        if (!isAdministrator) fault(`${name} no es de quien administra.`)
      } else if (presenter?.kind === 'invitation') {
        if (person !== presenter.person || row.actor !== person || kind !== 'person' || row.at >= presenter.said.expires) fault(`${name} no es la que permitía su invitación.`)
      } else if (presenter?.kind === 'recovery') {
        const isOfMachine = [...introduced].some(([other, one]) => one.person === person && one.kind === 'person' && one.row.position < row.position && machineOf(other) === machineOf(by))
        if (row.actor !== person || kind !== 'person' || (isProven && !isOfMachine)) fault(`${name} no es de una persona de ese equipo.`)
      } else if (!isAdministrator && !(kind === 'recovery' && person === row.actor)) fault(`${name} no es de quien administra.`)
    }
    const names = (person, position = Number.MAX_SAFE_INTEGER) => `${isProven ? shown(nameAt(person, position) ?? 'sin nombre firmado') : shown(own(kit.people, person) ?? person)} (${shown(person)})`
    return { isProven, held, names }
  }

  /** Los actos de la publicación son todos, en orden. */
  function checkOrder(kit) {
    const all = [...kit.registrations, ...kit.members, ...kit.events].sort((one, other) => one.position - other.position)
    const byHash = new Map(all.map((row) => [row.hash, row]))
    const ids = new Set()
    const sequences = new Map()
    // Un acto apartado conserva su lugar, y no cuenta.
    const aside = new Set(kit.aside.filter((row) => row.stream === `post/${kit.post}`).map(({ version }) => version))
    let position = 0
    let next = 1
    kit.events.forEach((row) => {
      const name = `El acto ${row.version} (${shown(row.type)})`
      if (row.stream !== `post/${kit.post}`) fault(`${name} es de otra publicación.`)
      while (next < row.version && aside.has(next)) next += 1
      if (row.version !== next) fault(`Falta un acto o están en otro orden: se esperaba el ${next} y está el ${row.version}.`)
      next = row.version + 1
      if (row.position <= position) fault(`${name} no está en su lugar del registro.`)
      if (ids.has(row.id)) fault(`${name} está repetido.`)
      ids.add(row.id)
      position = row.position
    })
    for (const row of all) {
      const last = sequences.get(row.signer)
      if (last !== undefined && (row.signer_sequence <= last.signer_sequence || (row.signer_sequence === last.signer_sequence + 1 && row.previous !== last.hash))) fault(`El acto ${row.version} (${shown(row.type)}) no sigue en la cadena de su firmante.`)
      if (row.signer_sequence === 1 && row.previous !== FIRST) fault(`El acto ${row.version} no empieza la cadena de su firmante.`)
      sequences.set(row.signer, row)
      const after = byHash.get(row.after)
      if (after !== undefined && after.position >= row.position) fault(`El acto ${row.version} (${shown(row.type)}) nombra como anterior a uno posterior.`)
    }
  }

  /** Lo que hace la oficina de la publicación, y lo que hace quien revisa. */
  const OF_OFFICE = ['post.revised', 'post.submitted', 'post.withdrawn', 'post.copied', 'post.published', 'post.not-published', 'post.doubted', 'post.checked', 'post.taken-down', 'post.discarded', 'approval.voided', 'suggestion.accepted', 'suggestion.declined']
  const OF_REVIEW = ['post.agreed', 'post.returned', 'post.approved', 'post.halted', 'post.resumed', 'emergency.checked']
  /** Lo que no cambia ni el contenido, ni su aprobación, ni lo que se dice de su publicación. */
  const NEUTRAL = ['post.claimed', 'post.handed-over', 'post.released', 'post.freed', 'review.breached', 'remark.made', 'remark.answered', 'remark.resolved', 'remark.reopened', 'suggestion.declined']

  /** Lo aprobado es lo sellado, lo aprobó quien no participó, y solo se copió y publicó lo aprobado. */
  async function checkHistory(kit, { held, names }, introduced) {
    let content
    const office = kit.events[0]?.office
    let hands = new Set()
    // Quienes escribieron el mensaje nacional del que se hizo, como lo dicen sus actos desde que lo dicen.
    let writers = new Set()
    let stage = 'none'
    let approval
    let halted = false
    let copied = new Map()
    let doubted = new Set()
    let steps = 1
    let agreed = new Set()
    let proofs = new Map()
    let done = []
    const name = (row) => `El acto ${row.version} (${shown(row.type)})`
    const told = (row) => names(row.actor, row.position)
    const writersIn = (row, said) => (row.schema >= 3 ? (said.writers ?? []) : [])
    async function step(row, fault) {
      const said = JSON.parse(row.payload)
      const notOwn = (did) => {
        if (hands.has(row.actor)) fault(`${name(row)}: ${did} una persona que participó en el contenido.`)
        if (writers.has(row.actor)) fault(`${name(row)}: ${did} una persona que escribió el mensaje nacional del que se hizo.`)
      }
      const sealed = async (_, seal) => {
        if (content === undefined || (await sealOf(content)) !== seal) fault(`${name(row)} lleva un sello que no es el de su contenido.`)
      }
      if (!held(row)) fault(`${name(row)} lo hizo alguien que no tenía entonces la función con que lo firma.`)
      if (OF_OFFICE.includes(row.type) && (row.role !== 'operator' || row.office !== office)) fault(`${name(row)} no es de quien publica en esa oficina.`)
      if (OF_REVIEW.includes(row.type) && row.role !== 'reviewer') fault(`${name(row)} es de alguien sin la función de revisión.`)
      if (NEUTRAL.includes(row.type)) return
      switch (row.type) {
        case 'post.drafted':
          if (stage !== 'none') fault(`${name(row)} está fuera de lugar.`)
          content = said.content
          hands = new Set([row.actor])
          writers = new Set(writersIn(row, said))
          stage = 'writing'
          if (typeof said.correctionOf === 'string') done.push(`Corrige la publicación ${shown(said.correctionOf)}.`)
          break
        case 'post.revised':
          if (stage !== 'writing') fault(`${name(row)} cambia el contenido cuando ya no se podía.`)
          content = said.content
          hands.add(row.actor)
          for (const writer of writersIn(row, said)) writers.add(writer)
          break
        case 'post.submitted':
          if (stage !== 'writing') fault(`${name(row)} está fuera de lugar.`)
          await sealed(row, said.seal)
          hands.add(row.actor)
          stage = 'submitted'
          steps = said.steps?.length ?? 1
          agreed = new Set()
          break
        case 'suggestion.accepted':
          if (stage !== 'writing') fault(`${name(row)} está fuera de lugar.`)
          hands.add(row.actor)
          hands.add(said.by)
          break
        case 'post.withdrawn':
        case 'post.returned':
          if (stage !== 'submitted') fault(`${name(row)} está fuera de lugar.`)
          if (row.type === 'post.returned') notOwn('decidió')
          stage = 'writing'
          break
        case 'post.approved':
          if (stage !== 'submitted') fault(`${name(row)} aprueba lo que no estaba en revisión.`)
          await sealed(row, said.seal)
          notOwn('la aprobó')
          if (agreed.size < steps - 1 || agreed.has(row.actor)) fault(`${name(row)}: la aprobó sin todas las decisiones que pedía.`)
          stage = 'approved'
          approval = { row, seal: said.seal }
          halted = false
          copied = new Map()
          doubted = new Set()
          done.push(`Aprobó ${told(row)}, ${shown(row.at)}. Participaron en el contenido: ${[...hands].map((person) => names(person, row.position)).join(', ')}.`)
          break
        case 'post.agreed':
          if (stage !== 'submitted') fault(`${name(row)} está fuera de lugar.`)
          await sealed(row, said.seal)
          notOwn('decidió')
          if (agreed.has(row.actor)) fault(`${name(row)}: la misma persona decidió dos veces.`)
          agreed.add(row.actor)
          done.push(`De acuerdo ${told(row)}, ${shown(row.at)}.`)
          break
        case 'post.expedited':
          if (stage !== 'writing' && stage !== 'submitted') fault(`${name(row)} aprueba lo que no se podía.`)
          await sealed(row, said.seal)
          notOwn('la aprobó')
          if (row.role !== 'reviewer' && row.role !== 'security') fault(`${name(row)}: la aprobó alguien sin la función para hacerlo.`)
          stage = 'approved'
          approval = { row, seal: said.seal }
          halted = false
          copied = new Map()
          doubted = new Set()
          done.push(`Aprobó por la vía urgente ${told(row)}, ${shown(row.at)}: ${shown(said.reason)}`)
          if (said.remarks?.length > 0) done.push(`Observaciones obligatorias que seguían abiertas: ${said.remarks.length}.`)
          break
        case 'emergency.checked':
          notOwn('la comprobó')
          done.push(`Comprobó la vía urgente ${told(row)}, ${shown(row.at)}: ${said.verdict === 'confirmed' ? 'conforme' : 'con objeción'}.`)
          break
        case 'approval.voided':
          if (stage !== 'approved') fault(`${name(row)} está fuera de lugar.`)
          if (proofs.size > 0) fault(`${name(row)} anula la aprobación de lo que ya estaba publicado.`)
          stage = 'writing'
          approval = undefined
          break
        case 'post.halted':
          halted = true
          if (typeof said.reason !== 'string') fault(`${name(row)} no dice por qué.`)
          break
        case 'post.resumed':
          halted = false
          break
        case 'post.copied':
          if (stage !== 'approved' || said.seal !== approval?.seal) fault(`${name(row)} copia lo que no estaba aprobado.`)
          if (halted) fault(`${name(row)} copia mientras estaba detenida.`)
          if (proofs.has(said.account)) fault(`${name(row)} copia otra vez lo que ya estaba publicado.`)
          if (doubted.has(said.account)) fault(`${name(row)} copia otra vez sin haber comprobado en la red.`)
          await sealed(row, said.seal)
          copied.set(said.account, row)
          break
        case 'post.not-published':
          copied.delete(said.account)
          break
        case 'post.doubted':
          doubted.add(said.account)
          break
        case 'post.checked':
          doubted.delete(said.account)
          if (said.found !== true) copied.delete(said.account)
          break
        case 'post.published':
          if (stage !== 'approved' || said.seal !== approval?.seal) fault(`${name(row)} registra como publicado lo que no estaba aprobado.`)
          if (!copied.has(said.account)) fault(`${name(row)} registra como publicado lo que no se copió.`)
          if (!content?.accounts.some((one) => one.id === said.account)) fault(`${name(row)} es de una cuenta para la que no era.`)
          if (proofs.has(said.account)) fault(`${name(row)} registra otra vez lo que ya estaba publicado.`)
          await sealed(row, said.seal)
          doubted.delete(said.account)
          proofs.set(said.account, { row, said })
          done.push(
            `Publicada en ${shown(said.permalink)}; lo registró ${told(row)}, ${shown(row.at)}.${said.proof === undefined ? '' : said.proof.differences === 0 ? ' Sin diferencias con lo aprobado.' : ` Con ${Number(said.proof.differences)} diferencias: ${shown(said.proof.resolution?.note ?? '')}`}`,
          )
          break
        case 'post.taken-down':
          if (!proofs.has(said.account)) fault(`${name(row)} retira lo que no estaba publicado.`)
          done.push(`Retirada de la red por ${told(row)}, ${shown(row.at)}: ${shown(said.reason)}`)
          break
        case 'post.discarded':
          stage = 'discarded'
          break
        default:
          fault(`${name(row)} es de una clase que este verificador no conoce. Pide uno más nuevo.`)
      }
    }

    /** Un acto que la institución apartó no cuenta si su firma no vale, o si no podía hacerse; si podía, falta en el expediente. */
    async function setAside(row) {
      const signer = introduced.get(row.signer)
      const isVouched = signer?.kind === 'person' && signer.person === row.actor && row.position > signer.row.position && (await isSigned(row, signer, await eventHash(row)))
      let reason = !isVouched ? 'su firma no es de quien dice' : NEUTRAL.includes(row.type) ? 'no cambia lo que se aprobó' : undefined
      if (reason === undefined) {
        const before = [content, hands, writers, stage, approval, halted, copied, doubted, steps, agreed, proofs, done]
        ;[hands, writers, copied, doubted, agreed, proofs, done] = [new Set(hands), new Set(writers), new Map(copied), new Set(doubted), new Set(agreed), new Map(proofs), [...done]]
        // Lo que no se puede leer tampoco podía hacerse.
        await step(row, (text) => (reason ??= text)).catch(() => (reason ??= 'lo que dice no se puede leer'))
        ;[content, hands, writers, stage, approval, halted, copied, doubted, steps, agreed, proofs, done] = before
      }
      if (reason === undefined) fault(`${name(row)} se apartó y podía hacerse: falta entre los actos.`)
      else done.push(`La institución apartó el acto ${row.version} (${shown(row.type)}), escrito por ${told(row)}; no cuenta: ${reason}`)
    }

    const waiting = kit.aside.toSorted((one, other) => one.version - other.version)
    for (const row of kit.events) {
      while (waiting[0] !== undefined && waiting[0].version < row.version) await setAside(waiting.shift())
      await step(row, fault)
    }
    for (const row of waiting) await setAside(row)
    if (approval === undefined || content === undefined) {
      fault('No hay una aprobación vigente.')
      return { content: undefined, proofs, done }
    }
    return { content, proofs, done, seal: approval.seal }
  }

  /** Los archivos aprobados y las capturas están y son los sellados; los textos para leer son los aprobados. */
  async function checkFiles(kit, listed, { content, proofs }) {
    const wanted = new Map((content?.media ?? []).map((one) => [one.sha256, `el archivo aprobado «${shown(one.name)}»`]))
    for (const { said } of proofs.values()) if (said.proof?.capture) wanted.set(said.proof.capture.sha256, `la captura «${shown(said.proof.capture.name)}»`)
    const kept = new Map()
    for (const { sha256: hash, path } of kit.files) {
      if (!wanted.has(hash) || kept.has(hash)) fault(`«${shown(path)}» no es de esta publicación.`)
      kept.set(hash, path)
    }
    // El manifiesto ya se comparó con los archivos.
    for (const [hash, what] of wanted) {
      const path = kept.get(hash)
      if (path === undefined || !listed.has(path)) fault(`Falta ${what}.`)
      else if (listed.get(path) !== hash) fault(`Se alteró ${what}.`)
    }
    for (const account of kit.accounts) if (!content?.accounts.some((one) => one.id === account.id)) fault(`La cuenta «${shown(account.id)}» no es de esta publicación.`)
    // Los que dice el contenido firmado, no los que dice el expediente.
    const texts = new Map((content?.accounts ?? []).flatMap((target) => piecesFor(content, target).map(([name, approved]) => [`textos/${name}.txt`, approved])))
    for (const [path, approved] of texts) {
      const text = await place.text(path)
      if (text === undefined) fault(`Falta «${shown(path)}».`)
      else if (text !== approved) fault(`«${shown(path)}» no es el texto aprobado.`)
    }
    const known = new Set([...OWN_FILES, ...texts.keys(), ...kept.values()])
    for (const path of listed.keys()) if (!known.has(path)) fault(`«${shown(path)}» no es de esta publicación.`)
  }

  /** Si nombres y funciones están firmados. */
  let isProven = false

  async function whole() {
    const listed = await checkManifest()
    let kit
    try {
      kit = JSON.parse((await place.text('evidencia.json')) ?? '')
    } catch {
      throw new Unreadable('No se puede leer evidencia.json.')
    }
    if (!FORMATS.includes(kit?.format)) throw new Unreadable('El expediente tiene una forma que este verificador no conoce. Pide uno más nuevo.')
    // Los expedientes de antes no traen estos dos.
    kit = { ...kit, members: kit.members ?? [], aside: kit.aside ?? [] }
    const rows = [kit.events, kit.registrations, kit.members, kit.aside]
    if (![...rows, kit.files, kit.accounts].every(Array.isArray) || !rows.flat().every(wellFormed)) throw new Unreadable('evidencia.json está incompleto o alterado.')
    const introduced = await introductions(kit)
    const { root, rootPrint } = await checkSignatures(kit, introduced)
    if (expected !== undefined && expected !== rootPrint) fault('La firma raíz no es la que indicaste: el registro es de otra institución o está falsificado.')
    const standings = standingsOf(kit, introduced, root)
    isProven = standings.isProven
    checkOrder(kit)
    const history = await checkHistory(kit, standings, introduced)
    await checkFiles(kit, listed, history)
    say(`Publicación ${shown(kit.post)}`)
    if (history.seal !== undefined) say(`Sello ${shown(history.seal)}`)
    for (const line of history.done) say(line)
    const last = kit.events.at(-1)
    if (last !== undefined) say(`El expediente llega hasta el acto ${last.version}, de ${shown(last.at)}; de lo que pasara después no dice nada.`)
    if (place.note !== undefined) say(place.note)
    say('Se comprobaron los actos, los archivos y los textos de la carpeta «textos». La página index.html y la tabla actos.csv sirven para leer: no se comprueban.')
    say(`Firma raíz (SHA-256 de su llave): ${rootPrint}`)
    if (expected === undefined) say('Compara esa huella con la que te dé la institución por otra vía: con ella se sabe que el registro es el suyo.')
  }

  try {
    await whole()
  } catch (error) {
    return { code: 2, lines: [...lines, error instanceof Unreadable ? error.message : 'El expediente está incompleto o alterado: no se puede leer.'], faults: [], verdict: 'NO SE PUEDE VERIFICAR.' }
  }
  return {
    code: faults.length === 0 ? 0 : 1,
    lines,
    faults,
    verdict: faults.length === 0 ? (isProven ? 'CORRESPONDE: lo publicado tiene su aprobación, sus firmas y sus archivos.' : 'CORRESPONDE EN PARTE: hay aprobación, firmas y archivos, pero nada firmado dice cómo se llaman ni qué función tenían esas personas. Pide un expediente nuevo.') : `NO CORRESPONDE: ${faults.length} ${faults.length === 1 ? 'falla' : 'fallas'}.`,
  }
}
