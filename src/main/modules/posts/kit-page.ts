import type { PieceText } from '#shared/posts/pieces.ts'
import type { Content } from '#shared/posts/content.ts'

/** What an act is called in the evidence. */
export const actWords: Readonly<Record<string, string>> = {
  'post.drafted': 'Se creó el borrador',
  'post.revised': 'Se cambió el contenido',
  'post.submitted': 'Se envió a revisión',
  'post.withdrawn': 'Se retiró para editar',
  'post.claimed': 'Se tomó para revisar',
  'post.released': 'Se soltó',
  'post.handed-over': 'Se pasó a otra persona',
  'post.expedited': 'Se aprobó por la vía urgente',
  'emergency.checked': 'Otra persona comprobó la vía urgente',
  'post.freed': 'Se liberó después de un alto',
  'review.breached': 'Venció el plazo para decidir',
  'post.agreed': 'Una persona estuvo de acuerdo',
  'post.returned': 'Se devolvió',
  'post.approved': 'Se aprobó',
  'approval.voided': 'Se anuló la aprobación por un cambio',
  'post.halted': 'Se detuvo',
  'post.resumed': 'Se levantó la detención',
  'post.copied': 'Se copió el texto aprobado',
  'post.published': 'Se registró la prueba de publicación',
  'post.not-published': 'Se anotó que no se publicó',
  'post.doubted': 'Se anotó que no es seguro que se publicara',
  'post.checked': 'Se comprobó en la red',
  'post.taken-down': 'Se retiró de la red',
  'post.discarded': 'Se descartó',
  'remark.made': 'Se hizo una observación',
  'remark.answered': 'Se contestó una observación',
  'remark.resolved': 'Se dio por atendida una observación',
  'remark.reopened': 'Se abrió de nuevo una observación',
  'suggestion.accepted': 'Se aceptó un cambio propuesto',
  'suggestion.declined': 'No se aceptó un cambio propuesto',
}

export type KitPage = {
  readonly id: string
  readonly officeName: string
  readonly madeAt: string
  readonly madeBy: string
  readonly content: Content
  readonly seal: string
  readonly acts: readonly { readonly at: string; readonly what: string; readonly who: string; readonly role: string; readonly account: string; readonly detail: string; readonly hash: string }[]
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly name: string; readonly kind: 'media' | 'capture'; readonly mime: string }[]
  readonly accounts: readonly {
    readonly network: string
    readonly handle: string
    readonly name: string
    readonly pieces: readonly PieceText[]
    readonly permalink: string
    readonly by: string
    readonly capture: string
    readonly differences: number | null
    readonly down: string
  }[]
}

/** What a piece is called in the evidence. */
function pieceName(piece: PieceText['piece']): string {
  switch (piece) {
    case 'title':
      return 'Título aprobado'
    case 'text':
      return 'Texto aprobado'
    case 'tags':
      return 'Etiquetas aprobadas'
    case 'comment':
      return 'Primer comentario aprobado'
    default:
      return `Parte ${piece.slice('part-'.length)} del hilo aprobada`
  }
}

/** Text as text, whatever it holds. */
function said(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0) ?? 0};`)
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem;border-top:1px solid #ccc;padding-top:1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f5f5f7;padding:.75rem;font:inherit}code{overflow-wrap:anywhere;font-size:.85rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;vertical-align:top;border-bottom:1px solid #ddd;padding:.35rem .5rem;overflow-wrap:anywhere}
img{max-width:100%;max-height:30rem;border:1px solid #ccc}dt{font-weight:600}dd{margin:0 0 .5rem}`

/** The kit's page: read with any browser, without scripts and without loading anything from elsewhere. */
export function kitPage(page: KitPage): string {
  const altOf = (sha256: string) => {
    const alternative = page.content.media.find((media) => media.sha256 === sha256)?.alternative
    return alternative?.kind === 'text' ? alternative.text : ''
  }
  const account = (one: KitPage['accounts'][number]) => `<h2>${said(one.network)} · ${said(one.name)} <bdi>${said(one.handle)}</bdi></h2>
${one.pieces.map(({ piece, text }) => `<p>${pieceName(piece)}:</p><pre dir="auto">${said(text)}</pre>`).join('\n')}
<dl>${one.permalink === '' ? '<dt>Prueba</dt><dd>Sin prueba de publicación registrada.</dd>' : `<dt>Enlace</dt><dd><bdi>${said(one.permalink)}</bdi></dd><dt>Registró</dt><dd>${said(one.by)}</dd>`}
${one.differences === null ? '' : `<dt>Comparación con lo aprobado</dt><dd>${one.differences === 0 ? 'Sin diferencias.' : `${one.differences} con diferencia; lo decidido está en los actos.`}</dd>`}
${one.down === '' ? '' : `<dt>Retirada de la red</dt><dd>${said(one.down)}</dd>`}</dl>
${one.capture === '' ? '' : `<p><img src="${said(one.capture)}" alt="Captura de lo publicado en ${said(one.network)}"></p>`}`
  return `<!doctype html>
<html lang="es-MX">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Evidencia de una publicación</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Evidencia de una publicación</h1>
<dl><dt>Oficina</dt><dd>${said(page.officeName)}</dd><dt>Identificador</dt><dd><code>${said(page.id)}</code></dd>
<dt>Sello del contenido (SHA-256)</dt><dd><code>${said(page.seal)}</code></dd>
<dt>Este expediente lo generó</dt><dd>${said(page.madeBy)}, ${said(page.madeAt)}</dd></dl>
<p>Esta página sirve para leer. Lo que prueba son los actos firmados de <code>evidencia.json</code>. Para comprobarlos en cualquier equipo,
extrae el archivo comprimido, abre <code>verificar.html</code> con un navegador y elige la carpeta; mejor aún, con una copia del verificador que te haya dado la institución. No usa la red.
Con Node 20 o posterior hace lo mismo <code>node verificar.mjs CARPETA</code>.</p>
${page.accounts.map(account).join('\n')}
${page.content.media.length === 0 ? '' : `<h2>Archivos aprobados</h2>${page.files
    .filter(({ kind }) => kind === 'media')
    .map(({ path, name, sha256, mime }) => `<p>${mime.startsWith('image/') ? `<img src="${said(path)}" alt="${said(altOf(sha256))}">` : ''}<br><bdi>${said(name)}</bdi> <code>${sha256}</code></p>`)
    .join('\n')}`}
<h2>Actos</h2>
<table><thead><tr><th>Momento (UTC)</th><th>Acto</th><th>Persona</th><th>Cuenta</th><th>Detalle</th><th>Huella</th></tr></thead>
<tbody>${page.acts
    .map((act) => `<tr><td>${said(act.at)}</td><td>${said(act.what)}</td><td>${said(act.who)}</td><td>${said(act.account)}</td><td><bdi>${said(act.detail)}</bdi></td><td><code>${said(act.hash.slice(0, 16))}…</code></td></tr>`)
    .join('\n')}</tbody></table>
</body>
</html>
`
}
