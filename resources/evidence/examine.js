/**
 * Comprueba un expediente y dice lo que encontró. El mismo texto va en el verificador de Node y en el del navegador: cada uno queda en un solo archivo del expediente.
 *
 * `place`: el expediente ya extraído. `paths`: todos sus archivos, con diagonales; `odd`: los que no son archivos comunes; `text(path)`: su texto (UTF-8),
 * indefinido si no está; `sha256(path)`: su huella en hexadecimal.
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

  /** Huella, firma y firmante de cada acto; cada firmante, presentado por otro hasta la raíz. */
  async function checkSignatures(kit) {
    const rows = [...kit.registrations, ...kit.events]
    const known = new Map()
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
      introduced.set(said.signer, { by: row.signer, row, person: said.person, type: row.type })
      try {
        const bytes = fromBase64(said.publicKey)
        known.set(said.signer, { key: await ed25519(bytes), bytes, position: row.position })
      } catch {
        fault(`La llave del firmante ${shown(said.signer)} no es una llave Ed25519.`)
      }
    }
    const roots = [...introduced].filter(([signer, { by }]) => signer === by)
    if (roots.length !== 1) fault(`Debe haber una sola firma raíz y hay ${roots.length}.`)
    const root = roots[0]?.[0]
    for (const row of rows) {
      const name = `El acto ${row.version} (${shown(row.type)})`
      const hash = await eventHash(row)
      if (hash !== row.hash) fault(`${name} se alteró: su huella no corresponde a lo que dice.`)
      const signer = known.get(row.signer)
      if (signer === undefined) {
        fault(`${name} lo firmó un firmante que nadie presentó.`)
        continue
      }
      // Se firma la huella recalculada, nunca la que viene escrita.
      const isWritten = /^[A-Za-z0-9+/]{86}==$/.test(row.signature)
      if (!isWritten || !(await signed(signer.key, fromBase64(row.signature), fromHex(hash)))) fault(`${name} tiene una firma que no es de su firmante.`)
      if (isWritten && btoa(atob(row.signature)) !== row.signature) fault(`${name} tiene una firma escrita de otra manera.`)
      if (row.signer !== root && row.position <= signer.position) fault(`${name} es anterior a la presentación de su firmante.`)
    }
    for (const [signer, { type, person }] of introduced) {
      const seen = new Set()
      let at = signer
      while (at !== root && at !== undefined && !seen.has(at)) {
        seen.add(at)
        at = introduced.get(at)?.by
      }
      if (at !== root) fault(`El firmante ${shown(signer)} no llega hasta la raíz.`)
      if (type === 'signer.registered') for (const row of kit.events) if (row.signer === signer && row.actor !== person) fault(`El acto ${row.version} dice que lo hizo otra persona que la dueña de la firma.`)
    }
    for (const row of kit.events) if (introduced.get(row.signer)?.type === 'person.invited') fault(`El acto ${row.version} se firmó con una invitación.`)
    return { root, rootPrint: root === undefined ? '' : await sha256(known.get(root)?.bytes ?? new Uint8Array()) }
  }

  /** Los actos de la publicación son todos, en orden. */
  function checkOrder(kit) {
    const byHash = new Map([...kit.registrations, ...kit.events].map((row) => [row.hash, row]))
    const ids = new Set()
    const sequences = new Map()
    let position = 0
    kit.events.forEach((row, index) => {
      const name = `El acto ${row.version} (${shown(row.type)})`
      if (row.stream !== `post/${kit.post}`) fault(`${name} es de otra publicación.`)
      if (row.version !== index + 1) fault(`Falta un acto o están en otro orden: se esperaba el ${index + 1} y está el ${row.version}.`)
      if (row.position <= position) fault(`${name} no está en su lugar del registro.`)
      if (ids.has(row.id)) fault(`${name} está repetido.`)
      ids.add(row.id)
      position = row.position
    })
    for (const row of [...kit.registrations, ...kit.events].sort((one, other) => one.position - other.position)) {
      const last = sequences.get(row.signer)
      if (last !== undefined && (row.signer_sequence <= last.signer_sequence || (row.signer_sequence === last.signer_sequence + 1 && row.previous !== last.hash))) fault(`El acto ${row.version} (${shown(row.type)}) no sigue en la cadena de su firmante.`)
      if (row.signer_sequence === 1 && row.previous !== FIRST) fault(`El acto ${row.version} no empieza la cadena de su firmante.`)
      sequences.set(row.signer, row)
      const after = byHash.get(row.after)
      if (after !== undefined && after.position >= row.position) fault(`El acto ${row.version} (${shown(row.type)}) nombra como anterior a uno posterior.`)
    }
  }

  /** Lo aprobado es lo sellado, lo aprobó quien no participó, y solo se copió y publicó lo aprobado. */
  async function checkHistory(kit, names) {
    let content
    let hands = new Set()
    let stage = 'none'
    let approval
    let halted = false
    let copied = new Map()
    const proofs = new Map()
    const done = []
    const name = (row) => `El acto ${row.version} (${shown(row.type)})`
    const sealed = async (row, seal) => {
      if (content === undefined || (await sealOf(content)) !== seal) fault(`${name(row)} lleva un sello que no es el de su contenido.`)
    }
    for (const row of kit.events) {
      const said = JSON.parse(row.payload)
      switch (row.type) {
        case 'post.drafted':
          if (stage !== 'none') fault(`${name(row)} está fuera de lugar.`)
          content = said.content
          hands = new Set([row.actor])
          stage = 'writing'
          break
        case 'post.revised':
          if (stage !== 'writing') fault(`${name(row)} cambia el contenido cuando ya no se podía.`)
          content = said.content
          hands.add(row.actor)
          break
        case 'post.submitted':
          if (stage !== 'writing') fault(`${name(row)} está fuera de lugar.`)
          await sealed(row, said.seal)
          hands.add(row.actor)
          stage = 'submitted'
          break
        case 'suggestion.accepted':
          if (stage !== 'writing') fault(`${name(row)} está fuera de lugar.`)
          hands.add(row.actor)
          hands.add(said.by)
          break
        case 'post.withdrawn':
        case 'post.returned':
          if (stage !== 'submitted') fault(`${name(row)} está fuera de lugar.`)
          if (hands.has(row.actor) && row.type === 'post.returned') fault(`${name(row)}: decidió una persona que participó en el contenido.`)
          stage = 'writing'
          break
        case 'post.approved':
          if (stage !== 'submitted') fault(`${name(row)} aprueba lo que no estaba en revisión.`)
          await sealed(row, said.seal)
          if (hands.has(row.actor)) fault(`${name(row)}: la aprobó una persona que participó en el contenido.`)
          if (row.role !== 'reviewer') fault(`${name(row)}: la aprobó alguien sin la función de revisión.`)
          stage = 'approved'
          approval = { row, seal: said.seal }
          halted = false
          copied = new Map()
          done.push(`Aprobó ${names(row.actor)}, ${shown(row.at)}. Participaron en el contenido: ${[...hands].map(names).join(', ')}.`)
          break
        case 'post.agreed':
          if (stage !== 'submitted') fault(`${name(row)} está fuera de lugar.`)
          await sealed(row, said.seal)
          if (hands.has(row.actor)) fault(`${name(row)}: decidió una persona que participó en el contenido.`)
          done.push(`De acuerdo ${names(row.actor)}, ${shown(row.at)}.`)
          break
        case 'post.expedited':
          if (stage !== 'writing' && stage !== 'submitted') fault(`${name(row)} aprueba lo que no se podía.`)
          await sealed(row, said.seal)
          if (hands.has(row.actor)) fault(`${name(row)}: la aprobó una persona que participó en el contenido.`)
          if (row.role !== 'reviewer' && row.role !== 'security') fault(`${name(row)}: la aprobó alguien sin la función para hacerlo.`)
          stage = 'approved'
          approval = { row, seal: said.seal }
          halted = false
          copied = new Map()
          done.push(`Aprobó por la vía urgente ${names(row.actor)}, ${shown(row.at)}: ${shown(said.reason)}`)
          if (said.remarks?.length > 0) done.push(`Observaciones obligatorias que seguían abiertas: ${said.remarks.length}.`)
          break
        case 'emergency.checked':
          if (hands.has(row.actor)) fault(`${name(row)}: la comprobó una persona que participó en el contenido.`)
          done.push(`Comprobó la vía urgente ${names(row.actor)}, ${shown(row.at)}: ${said.verdict === 'confirmed' ? 'conforme' : 'con objeción'}.`)
          break
        case 'approval.voided':
          if (stage !== 'approved') fault(`${name(row)} está fuera de lugar.`)
          stage = 'writing'
          approval = undefined
          break
        case 'post.halted':
          halted = true
          break
        case 'post.resumed':
          halted = false
          break
        case 'post.copied':
          if (stage !== 'approved' || said.seal !== approval?.seal) fault(`${name(row)} copia lo que no estaba aprobado.`)
          if (halted) fault(`${name(row)} copia mientras estaba detenida.`)
          await sealed(row, said.seal)
          copied.set(said.account, row)
          break
        case 'post.not-published':
          copied.delete(said.account)
          break
        case 'post.checked':
          if (said.found !== true) copied.delete(said.account)
          break
        case 'post.published':
          if (stage !== 'approved' || said.seal !== approval?.seal) fault(`${name(row)} registra como publicado lo que no estaba aprobado.`)
          if (!copied.has(said.account)) fault(`${name(row)} registra como publicado lo que no se copió.`)
          if (!content?.accounts.some((one) => one.id === said.account)) fault(`${name(row)} es de una cuenta para la que no era.`)
          await sealed(row, said.seal)
          proofs.set(said.account, { row, said })
          done.push(
            `Publicada en ${shown(said.permalink)}; lo registró ${names(row.actor)}, ${shown(row.at)}.${said.proof === undefined ? '' : said.proof.differences === 0 ? ' Sin diferencias con lo aprobado.' : ` Con ${Number(said.proof.differences)} diferencias: ${shown(said.proof.resolution?.note ?? '')}`}`,
          )
          break
        case 'post.taken-down':
          if (!proofs.has(said.account)) fault(`${name(row)} retira lo que no estaba publicado.`)
          done.push(`Retirada de la red por ${names(row.actor)}, ${shown(row.at)}: ${shown(said.reason)}`)
          break
        case 'post.discarded':
          stage = 'discarded'
          break
      }
    }
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
    const kept = new Map(kit.files.map((one) => [one.sha256, one.path]))
    for (const [hash, what] of wanted) {
      const path = kept.get(hash)
      if (path === undefined || !listed.has(path)) fault(`Falta ${what}.`)
      else if ((await place.sha256(path).catch(() => '')) !== hash) fault(`Se alteró ${what}.`)
    }
    for (const { sha256: hash, path } of kit.files) if (!wanted.has(hash)) fault(`«${shown(path)}» no es de esta publicación.`)
    for (const account of kit.accounts) if (!content?.accounts.some((one) => one.id === account.id)) fault(`La cuenta «${shown(account.id)}» no es de esta publicación.`)
    // Los que dice el contenido firmado, no los que dice el expediente.
    const texts = new Map((content?.accounts ?? []).flatMap((target) => piecesFor(content, target).map(([name, approved]) => [`textos/${name}.txt`, approved])))
    for (const [path, approved] of texts) {
      const text = await place.text(path)
      if (text === undefined) fault(`Falta «${shown(path)}».`)
      else if (text !== approved) fault(`«${shown(path)}» no es el texto aprobado.`)
    }
    for (const path of listed.keys()) if (path.startsWith('textos/') && !texts.has(path)) fault(`«${shown(path)}» no es de esta publicación.`)
  }

  async function whole() {
    const listed = await checkManifest()
    let kit
    try {
      kit = JSON.parse((await place.text('evidencia.json')) ?? '')
    } catch {
      throw new Unreadable('No se puede leer evidencia.json.')
    }
    if (!FORMATS.includes(kit?.format)) throw new Unreadable('El expediente tiene una forma que este verificador no conoce. Pide uno más nuevo.')
    if (![kit.events, kit.registrations, kit.files, kit.accounts].every(Array.isArray) || ![...kit.events, ...kit.registrations].every(wellFormed)) throw new Unreadable('evidencia.json está incompleto o alterado.')
    const names = (person) => `${shown(kit.people?.[person] ?? person)} (${shown(person)})`
    const { rootPrint } = await checkSignatures(kit)
    if (expected !== undefined && expected !== rootPrint) fault('La firma raíz no es la que indicaste: el registro es de otra institución o está falsificado.')
    checkOrder(kit)
    const history = await checkHistory(kit, names)
    await checkFiles(kit, listed, history)
    say(`Publicación ${shown(kit.post)}`)
    if (history.seal !== undefined) say(`Sello ${shown(history.seal)}`)
    for (const line of history.done) say(line)
    const last = kit.events.at(-1)
    if (last !== undefined) say(`El expediente llega hasta el acto ${last.version}, de ${shown(last.at)}; de lo que pasara después no dice nada.`)
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
    verdict: faults.length === 0 ? 'CORRESPONDE: lo publicado tiene su aprobación, sus firmas y sus archivos.' : `NO CORRESPONDE: ${faults.length} ${faults.length === 1 ? 'falla' : 'fallas'}.`,
  }
}
