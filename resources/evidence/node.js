// Verificador de expedientes de evidencia de Resguardo. No necesita instalar nada: solo Node 20 o posterior. (verificar.html hace lo mismo en un navegador.)
//
//   node verificar.mjs [CARPETA] [--raiz HUELLA]
//
// CARPETA: el expediente ya extraído del .zip; si no se da, la carpeta donde está este archivo.
// --raiz: huella de la firma raíz de la institución, obtenida por otra vía. Con ella se comprueba además que el registro sea el suyo.
// Termina con 0 si todo corresponde, con 1 si algo no corresponde, con 2 si no hay un expediente que se pueda leer.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

//EXAMINE//

/** Bytes del texto más largo que se lee: muy por encima de lo que trae un expediente. */
const LONGEST_TEXT = 128 * 1024 * 1024

/** El expediente en una carpeta. */
function folderAt(folder) {
  const paths = []
  const odd = []
  const look = (under) => {
    for (const name of readdirSync(join(folder, under))) {
      const path = under === '' ? name : `${under}/${name}`
      const info = lstatSync(join(folder, path))
      if (info.isDirectory()) {
        look(path)
        continue
      }
      // Un enlace o una tubería no se siguen: detrás puede no haber fin.
      if (info.isFile()) paths.push(path)
      else odd.push(path)
    }
  }
  try {
    look('')
  } catch {
    // Lo que no se puede leer falta, y así se dice.
  }
  return {
    paths,
    odd,
    async text(path) {
      try {
        return paths.includes(path) && lstatSync(join(folder, path)).size <= LONGEST_TEXT ? readFileSync(join(folder, path), 'utf8') : undefined
      } catch {
        return undefined
      }
    },
    async sha256(path) {
      if (!paths.includes(path)) return ''
      const hash = createHash('sha256')
      await pipeline(createReadStream(join(folder, path)), hash)
      return hash.digest('hex')
    },
  }
}

const tools = {
  sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
  async ed25519(bytes) {
    const key = createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' })
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key')
    return key
  },
  signed: async (key, signature, bytes) => verify(null, bytes, key, signature),
}

const given = process.argv.slice(2)
const rootAt = given.indexOf('--raiz')
const expected = rootAt < 0 ? undefined : String(given[rootAt + 1] ?? '').toLowerCase()
const [named] = given.filter((_, index) => rootAt < 0 || (index !== rootAt && index !== rootAt + 1))
const { code, lines, faults, verdict } = await examine(folderAt(resolve(named ?? (import.meta.url.startsWith('file:') ? dirname(fileURLToPath(import.meta.url)) : '.'))), tools, expected)
process.stdout.write([...lines, ...faults.map((text) => `✗ ${text}`), verdict, ''].join('\n'))
process.exitCode = code
