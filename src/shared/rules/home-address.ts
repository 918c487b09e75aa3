import type { Found } from './found.ts'
import type { Reading } from './reading.ts'
import { tokensOf } from './tokens.ts'

// All in the plain reading: lower case, no accents. Every gap is bounded.
const STREET = String.raw`(?:calle|c\.|avenida|avda?\.?|av\.?|ave\.?|calzada|calz\.?|calz|bulevar|boulevard|blvd\.?|bvd\.?|privada|priv\.?|pvda?\.?|cerrada|cda\.?|callejon|cjon\.?|andador|and\.?|prolongacion|prol\.?|carretera|carr\.?|circuito|cto\.?|retorno|ret\.?|paseo|camino|rinconada|diagonal|eje|vialidad|pasaje|periferico|libramiento|manzana|mza?\.?|lote|lt\.?|edificio|edif\.?|torre|condominio|residencial|vecindad)`
const MARK = String.raw`(?:#|num(?:ero)?\.?|no\.?|n[o°º]\.?|mza?\.?|manzana|lote|lt\.?|interior|int\.?|exterior|ext\.?|casa|depto\.?|dpto\.?|departamento|edificio|edif\.?)`
/** What follows a figure that is no house number. */
const NO_HOUSE = String.raw`(?![\d/%]|[.,:]\d| ?(?:de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)|a las|hrs|horas?|h\b|am\b|pm\b|anos|meses|dias|semanas|veces|km|kilometros|metros|pesos|mil|millones|por ciento|personas|familias|vecin|habitantes|hijos|integrantes|casillas|boletas|secciones|lugares|candidat|votos|puntos|de cada))`
const NUMBER = String.raw`(?:${MARK}[ :]{0,2})?\d{1,5}(?:[ -]?[a-e](?![\p{L}]))?${NO_HOUSE}`
const AREA = String.raw`(?:colonia|col\.?|fraccionamiento|fracc\.?|frac\.|barrio|bo\.|unidad habitacional|u\. ?h\.|infonavit|fovissste|ejido|poblado|rancheria|conjunto|coto|privada|codigo postal|c\.? ?p\.?)`
/** Short words with a period inside a street's name: «Av. Gral. Anaya». */
const NAME_OF_STREET = String.raw`(?:(?:gral|dr|dra|ing|lic|profr?|mtro|pdte|sta|sto|cmte|cnel|sgto|fco|ma)\. |[^\n.,;:!?]){1,45}?`
/** Before a figure that is no house number: «de 9 a 15», «sección 1433». */
const NO_STREET_END = String.raw`(?<![ ,](?:de|a|las|los|desde|hasta|del|entre|y|o|al|seccion|distrito|casilla|modulo|junta|km|son|hay|en|articulo|tel|telefono))`
const WITH_STREET = new RegExp(String.raw`(?<![\p{L}\p{N}])${STREET} ${NAME_OF_STREET}${NO_STREET_END}[ ,#]{1,3}${NUMBER}`, 'gu')
const WITH_AREA = new RegExp(String.raw`(?<![\p{L}\p{N}])[\p{L}\d]{3,20}(?: [\p{L}\d]{1,20}){0,4},? ?(?:#|num(?:ero)?\.?|no\.?)? ?\d{1,5}(?:-?[a-e])?,? ${AREA} [\p{L}\d]{2,20}`, 'gu')
const WITH_SIGN = new RegExp(String.raw`(?<![\p{L}\p{N}#])[\p{L}\d]{3,20}(?: [\p{L}\d]{1,20}){0,3},? (?:#|num(?:ero)?\.?|no\.) ?\d{1,5}${NO_HOUSE}`, 'gu')
/** «El 215 de la calle Allende». */
const TURNED = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:el|la|al|del|en|#|num(?:ero)?\.?|no\.|marcad[oa] con el(?: numero)?) ?\d{1,5}(?:-?[a-e])?,? (?:de|en|sobre) (?:la |el )?${STREET} [\p{L}\d]{2,20}`, 'gu')
/** Words before a figure that make it no house: «sección 0338», «Distrito 4». */
const NO_STREET = String.raw`(?:en|lo|ya|ahora|ahi|alli|donde|cuando|como|no|su|mi|tu|le|les|nos|me|te|se|distrito|seccion|secciones|casilla|modulo|junta|mac|zona|region|articulo|grupo|lugar|numero|tomo|nivel|fase|etapa|formula|lista|credencial|ley|acuerdo|oficio|folio|expediente|telefono|tel|cel|whatsapp|extension|ext|plan|canal|ruta|unidad|dia|lunes|martes|miercoles|jueves|viernes|sabado|domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|desde|hace|hasta|con|son|hay|tiene|tienen|unos|unas|otros|otras|casi|mas|menos|entre|solo|cada|los|las|sus|y|o|a|que|se|para|por|de|del|al|mesa|mesas|capacitacion|proceso|eleccion|elecciones|consulta|agenda|jornada|vuelta|turno|linea|copa|apartado|sala|aula|local|piso|punto|fraccion|capitulo|parrafo|covid|sesion|ronda|paso|pregunta|opcion|entidad|circunscripcion|vocalia|consejo|comite|grado|primaria|secundaria|preparatoria|escuela|cumple|cumplio|votos|boletas|aniversario|partido|morena|pan|pri|mc)`
/** A name with a house number and no word for street, in lower case: it counts only right after somebody's living there. */
const PLAIN_STREET = String.raw`(?!(?:mexico|todo|toda|la calle|una|un) )(?:\d{1,2} de )?(?!${NO_STREET}(?![\p{L}]))[\p{L}]{3,20}(?: (?!${NO_STREET.replace('|de|del|al|', '|al|').replace('|los|las|', '|').replace('|y|o|a|', '|')}(?![\p{L}]))[\p{L}\d]{1,20}){0,4}${NO_STREET_END},? (?:#|num(?:ero)?\.?|no\.?)? ?(?!(?:19|20)\d\d(?!\d|-?[a-e](?![\p{L}])))\d{1,4}(?:-?[a-e](?![\p{L}]))?${NO_HOUSE}`

const NO_NAMED_STREET = NO_STREET.replaceAll(/(?<=[:|])[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
/** The same as it is written with capitals, after a word that leads to a place. */
const NAMED_STREET = new RegExp(String.raw`(?<=(?<!\p{L})(?:en|de|a|por|sobre|alla|ahi)[: ] ?|[:,] )(?:\d{1,2} de )?(?!${NO_NAMED_STREET}(?!\p{L}))\p{Lu}\p{Ll}{2,}(?: (?:de |del |de la |de los |de las |la |las |los |y )?(?!${NO_NAMED_STREET}(?!\p{L}))\p{Lu}\p{Ll}+){0,3},? (?:#|[Nn][uú]m(?:ero)?\.? |[Nn]o\.? )?(?!(?:19|20)\d\d(?!\d|-?[a-e](?!\p{L})))\d{1,4}(?:-?[a-e](?!\p{L}))?${NO_HOUSE}`, 'gu')

const BEING_THERE = String.raw`(?:viv(?:e|en|es|ia|ian|o|imos|iendo)|duerm(?:e|en|o)|pernocta\p{L}*|hospeda\p{L}*|aloja\p{L}*|resid(?:e|en|es|ia|o)|residencia|resida|resida en|radica\p{L}*|habit(?:a|an|as|aba|aban)|rent(?:a|an|aba|o)|mora|morada|domicilio|domiciliad[oa]|direccion|hogar|casa|casita|cas[oó]n|casota|depa|departamento|depto|canton|chante|vivienda|cuarto|vecindad|vecin[oa]|familia [\p{L}]+|(?:se )?(?:mudo|cambio|mudaron|cambiaron)|(?:lo|la|los|las|le) (?:encuentr|hall|localiz|ubi[cq]|busc|busqu|top|agarr)\p{L}*|(?:encuentren|encuentra|encontrar|buscar|busquen|busque|localicen|localizar|visiten|visitar|ubiquen)(?:l[aeo]s?)?|toquen?|toca(?:r|le)?|caen?|llega a dormir|esconde\p{L}*|vayan|(?:dejen|deja|dejar|lleven|llevar|manden|mandar|entreguen|entregar|envien|enviar)(?:l[aeo]s?|sel[ao]s?))`
const AFTER_LIVING = new RegExp(String.raw`(?<![\p{L}\p{N}])${BEING_THERE}(?![\p{L}\p{N}])[^\n.;!?]{0,45}?(?:(?<![\p{L}])(?:en|de|a|por|sobre|es|esta|queda|el)|[:,]) (${PLAIN_STREET})`, 'gu')

/** It is where somebody lives, whatever else the sentence says. */
const LIVES =
  /(?<![\p{L}\p{N}])(?:(?:confirmamos|registramos|anotamos|verificamos|tenemos|actualizamos|capturamos) (?:(?:como|en) )?(?:su|tu) (?:nuev[oa] )?(?:domicilio|direccion)|(?:tiene|tenia|tengo|tienen|fijo|senalo|declaro) (?:su|mi|tu) (?:humilde )?(?:domicilio|casa|casita|hogar)|(?:estrena|compro|estreno|puso|construyo|tiene|prest[oa]|abrio) (?:su |una )?(?:casa|casita|depa|departamento|patio|cochera|garaje)|su (?:patio|cochera|garaje|porton|zaguan|puerta)|se (?:esconde|la pasa|mete|refugia)|residentes? (?:de|en)|(?:es|ahi esta) (?:mi|su|tu|la) (?:mera )?casa|ahi (?:mero |mismo )?(?:vive|renta|duerme|habita|se queda|lo tienen|la tienen)|(?:su|mi) (?:taller|negocio|local|consultorio|despacho) y casa|casa y (?:taller|negocio|consultorio|despacho)|casa (?:de )?(?:color )?(?:azul|verde|blanca|amarilla|rosa|roja|naranja|gris|cafe|de dos pisos)|(?:porton|zaguan|puerta|reja|fachada) (?:de )?(?:color )?(?:azul|verde|blanc[oa]|amarill[oa]|rosa|roj[oa]|negr[oa]|naranja|gris|cafe|de herreria)|viv(?:e|en|es|ia|ian|o|imos|iendo)|duerm(?:e|en|o)|pernocta|pernoctan|se hospedan?|se alojan?|(?:mi|su|tu) (?:casa|casita|depa|departamento|domicilio|hogar|direccion|residencia|morada|canton|chante|cuarto) (?:es|sigue|esta|queda|se ubica)|(?:casa|depa|departamento|domicilio|canton|chante|casita|hogar|direccion|morada|cuarto|vivienda) del? (?:la |el |los |las )?(?:se[nñ]or(?:a|es)?|quejos[oa]|denunciante|candidat[oa]|funcionari[oa]|sr|sra|don|do[nñ]a|vocal|consejer[oa]|capacitador[a]?|supervisor[a]?|regidor[a]?|observador[a]?|joven|compa[nñ]er[oa]|representante|elector[a]?|escrutador[a]?|vecin[oa]|familia|persona|secretari[oa]|president[ae]|licenciad[oa]|ingenier[oa]|doctor[a]?|maestr[oa]|profe|victima|testigo|ciudadan[oa]|votante|trabajador[a]?|alcalde|alcaldesa|diputad[oa]|jef[ea]|papas|mama|papa|abuel[oa])|resid(?:e|en|es|ia|o)|radican?|habit(?:a|an|as|aba)|domicilio (?:particular|personal|familiar|de casa)|direccion (?:particular|personal|de casa)|(?:mi|su|tu) (?:propia |humilde )?(?:casa|casita|hogar|residencia|morada|depa|canton|chante) (?:en|esta|queda|ubicada|sigue|de (?!la cultura|cultura|gobierno|moneda|justicia|campana|las artesanias|los|adobe)[\p{L}.]+)|(?:a|hasta|de) (?:mi|su) (?:propia |humilde )?(?:casa|casita|hogar|depa|departamento)|en (?:mi|su|tu) (?:propia |humilde )?(?:casa|casita|domicilio|hogar|residencia|depa|departamento|cuarto)|(?:a|en) casa del? (?:la |el |don |do[nñ]a )?(?!cultura|la cultura|gobierno|moneda|justicia|las? artesan)[\p{L}]+|(?:su|mi|tu) (?:humilde )?(?:vivienda|morada|residencia|canton|chante)|casa habitacion|vecin[oa] de|(?:donde )?rentan?(?: un cuarto| depa| casa)? en|donde (?:vive|renta|duerme|se queda)|hogar de|cae (?:por|en|a) la|(?:llega|regresa) a dormir)(?![\p{L}\p{N}])/u
/** Said of nobody: whoever reads it, or something that is no living. */
const OF_NOBODY =
  /(?<![\p{L}\p{N}])(?:si (?:ya )?(?:vives?|viven|resides?|residen|habitas?|habitan|rentas?|te mudaste|cambiaste|(?:tu|su) (?:domicilio|casa|direccion|hogar) (?:esta|es|queda|cambio))|(?:donde|cuando|quienes?|personas que|ciudadania que|gente que) (?:ya )?(?:vives|viven|resides|residen|habitas|habitan)|(?:cerca|cercan[oa]s?|lejos|camino|junto|hasta|desde|llega|llegan|cambi(?:o|aste|ar) de|comprobante de|actualiza\p{L}*|a(?: la puerta de)?) (?:a |de |al |la comodidad de )?(?:tu|sus) (?:casa|domicilio|hogar|direccion|colonia)|(?:cerca|cercan[oa]s?) (?:a|de) su (?:casa|domicilio|hogar)|comprobante de domicilio|cambio de domicilio|actualiza\p{L}* (?:tu|su) (?:domicilio|direccion)|(?:se|asi se|aqui se|como se) vive|vive (?:la|el|los|las|una|un|nuestra|tu|su|sus) (?:democracia|fiesta|experiencia|historia|emocion|cultura|tradicion|eleccion|elecciones|jornada|aniversario|proceso|consulta|feria|voto|civica|participacion|memoria|igualdad|ciudadania|debate|concurso|cambios?)|esta (?:es|siempre es) (?:tu|su) casa|(?:tu|su) casa de estudios|instituto es (?:tu|su) casa)(?![\p{L}\p{N}])/gu
/** It may be: with a person in the sentence and no place of the public's. */
const PERHAPS =
  /(?<![\p{L}\p{N}])(?:se quedan? en|se la pasan? en|para(?:n)? en|se (?:mudo|cambio) a|domicilio|direccion|domiciliad[oa]|localizable|localizad[oa]|con residencia|en su residencia|residencia de|bus(?:[cq]\p{L}{1,8})|visit(?:\p{L}{1,8})|(?:l[aeo]s? )?encuentr(?:\p{L}{1,6})|(?:lo|la|los|las) hall(?:an|as|aras|amos)|(?:lo|la|los|las) (?:ubi[cq]|top|agarr)\p{L}{1,5}|entreg(?:\p{L}{1,8})|notifi[cq](?:\p{L}{1,8})|recog(?:\p{L}{1,6})|recoj(?:\p{L}{1,6})|reciban? el paquete|localic(?:en|e)|lleven?(?:le|sela|selo)?|mand(?:\p{L}{1,7})|envi(?:\p{L}{1,7})|dej(?:en|ar|a|e|enle|arle|ale|emos|enselo|ensela)(?:l[aeo]s?)?|toquen?|reclam(?:\p{L}{1,6})|citatorio|paquete para|atiende en|recibe|reciben|credencial (?:de|a nombre de|extraviada)|nombramiento (?:de|para)|avis(?:en|enle|ele|arle)|pas(?:en|ar|emos) (?:a|por)|esperan?|porton|zaguan|altos|datos de|corona|flores para)(?![\p{L}\p{N}])/u
const PERSON =
  /(?<![\p{L}\p{N}])(?:(?:la|el|del|al|de la|a la|una?|c\.|sr\.?|sra\.?|mi|su|nuestr[oa]) ?(?:c\.|ciudadan[oa]|se[nñ]ora?|sr\.?|sra\.?|srta\.?|joven|vecin[oa]|persona|elector[a]?|funcionari[oa]|capacitador[a]?|supervisor[a]?|compa[nñ]er[oa]|trabajador[a]?|servidor[a]? public[oa]|quejos[oa]|denunciante|testigo|representante|solicitante|titular|don|do[nñ]a|consejer[oa]|vocal|regidor[a]?|candidat[oa]|escrutador[a]?|observador[a]?|afiliad[oa]|becari[oa]|chofer|jef[ea]|victima|periodista|reporter[oa]|maestr[oa]|doctor[a]?|licenciad[oa]|ingenier[oa]|alcalde|alcaldesa|diputad[oa]|suegr[oa]|mama|papa|herman[oa]|hij[oa]|espos[oa]|ti[oa]|prim[oa]|abuel[oa]|novi[oa]|secretari[oa]|secre|capturista|cae|g[uü]er[oa]|profe|due[nñ]o|due[nñ]a|que (?:invento|puso|hizo|dijo|grabo|subio|mando|robo|denuncio|se quejo|firmo))|familia [\p{L}]+|sr\.|sra\.|srta\.|don|do[nñ]a|c\.|quien (?:mando|hizo|invento|subio|denuncio|puso|grabo|robo)|se (?:llama|apellida))(?![\p{L}\p{N}])/u
/** One person and nobody else is spoken of. */
const SURELY = /(?<![\p{L}\p{N}])(?:se (?:llama|apellida)|de nombre)(?![\p{L}\p{N}])/u
const PUBLIC_PLACE =
  /(?<![\p{L}\p{N}])(?:modulos?|mac|(?<!(?:de|en) (?:la |las )?(?:\d{1,3} )?)juntas?|oficinas?|sedes?|(?<!(?:de|en|por) (?:la |las )?)casillas?|consejos?|instituto|ine|auditorio|plaza|explanada|biblioteca|escuela|primaria|preescolar|jardin de ninos|kinder|prepa|preparatoria|bachillerato|plantel|campus|colegio|universidad|facultad|teatro|cine|salon|casa (?:de l[ao]s? (?:mujer|mujeres|juventud|pueblo|artista|ciudadania|cronica)|ejidal|comunal|del pueblo)|centro (?:civico|de|cultural|comunitario|social|estatal)|casa de (?:la )?cultura|palacio|museo|parque|deportivo|gimnasio|cancha|hotel|instalaciones|tribunal|unidad (?:tecnica|de transparencia|administrativa)|ople|foro|evento|sesion|mesa de|feria|mercado|kiosco|quiosco|hospital|clinica|iglesia|libreria|registro civil|delegacion|presidencia municipal|ayuntamiento|dif|ventanilla|bodega|acude|acudan|te esperamos|los esperamos|visitanos|encuentranos|horarios?|(?:de )?lunes a (?:viernes|sabado|domingo)|entrada libre)(?![\p{L}\p{N}])/u

/** Somebody by name: «a Juan Pérez». */
const NAMED = /(?<!\p{L})(?:a|de|para|con|por|al|C\.|a nombre de|es|que) (?:(?:el|la) )?\p{Lu}\p{Ll}+(?: (?:de la |de los |del |de )?\p{Lu}\p{Ll}+){1,3}/u
/** A name of two words or more, or a handle, right before the street: «Gonzalo Pech, calle 21». */
const NAME_BEFORE = /(?:(?:^|[^\p{L}])\p{Lu}\p{Ll}+(?: (?:de la |de los |del |de )?\p{Lu}\p{Ll}+){1,3}|@\w+),? (?:de |en )?(?:la )?$/u
/** Right before the street: «la familia Zepeda de», «los Martínez de». */
const FAMILY_OF = /(?<!\p{L})(?:[Ff]amilia \p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)?|[Ll]os \p{Lu}\p{Ll}+ez),? (?:de|en|que vive en) (?:la )?(?:calle )?$/u
/** «Uriel Canseco, con domicilio en …». */
const DOMICILED = /(\p{Lu}\p{Ll}+(?: (?:de la |de los |del |de )?\p{Lu}\p{Ll}+){1,3}),? (?:quien |que )?(?:con|tiene|declar[oó]|señal[oó]) (?:(?:su|el) )?(?:último )?(?:domicilio|residencia|casa|dirección|direccion)(?: conocid[oa]| particular)?(?: en|:| es)/u
/** What has a person's name and is none: a place, a school. */
const NO_PERSON = /(?:Calle|Avenida|Av|Colonia|Col|Escuela|Primaria|Secundaria|Plaza|Jard[ií]n|Parque|Biblioteca|Auditorio|Centro|Mercado|Hospital|Distrito|Junta|Consejo|Instituto|M[oó]dulo|Casa|Museo|Palacio|Edificio|Teatro|Foro|Galer[ií]a|Sal[oó]n|Hotel|Kiosco|Portal|Colegio|Universidad|Unidad|Deportivo|Estadio|Oficina|Sede|Registro|Secretar[ií]a|Papeler[ií]a|Taller|Feria)\P{L}[^,.]{0,30}$/u

/** The addresses where a person lives. A public place's address is no personal data. */
export function homeAddresses(reading: Reading): readonly Found[] {
  const { plain, cased } = reading
  if (!/\d/.test(plain)) return []
  const spoken = withoutNobody(plain)
  const sentences = sentenceRanges(reading)
  const found: Found[] = []
  const living = [...spoken.matchAll(AFTER_LIVING)].map((match) => ({ index: match.index + match[0].length - (match[1]?.length ?? 0), words: match[1] ?? '' }))
  const streets = [...plain.matchAll(WITH_STREET), ...plain.matchAll(TURNED), ...plain.matchAll(WITH_AREA), ...plain.matchAll(WITH_SIGN), ...cased.matchAll(NAMED_STREET)].map((match) => ({ index: match.index, words: plain.slice(match.index, match.index + match[0].length) }))
  for (const { index, words } of [...streets, ...living]) {
    const end = index + words.length
    if (found.some((one) => one.start < end && index < one.end)) continue
    const at = sentences.findIndex(([, last]) => last > index)
    const [sentence, before, after] = [sentences[at], sentences[at - 1], sentences[at + 1]]
    const asks = before !== undefined && plain.slice(before[1]).startsWith('?')
    const said = sentence === undefined ? spoken : spoken.slice(asks ? before[0] : sentence[0], sentence[1])
    const around = said.length > 600 ? spoken.slice(Math.max(0, index - 200), end + 100) : said
    const asWritten = sentence === undefined ? cased : cased.slice(Math.max(0, (asks ? before[0] : sentence[0]) - 1), index)
    const next = after === undefined || after[1] - after[0] > 300 ? '' : spoken.slice(after[0], after[1])
    const wider = `${around}\n${next}`
    const without = around.replace(words, ' ')
    const lives =
      livesThere(around, words) || (SURELY.test(around) && PERHAPS.test(around)) || (/^(?:ahi|alli|aqui|es su|es la casa)(?!\p{L})/u.test(next) && LIVES.test(next))
    const personal =
      lives ||
      FAMILY_OF.test(asWritten) ||
      isDomiciled(asWritten) ||
      (!PUBLIC_PLACE.test(without) &&
        ((PERHAPS.test(around) && (PERSON.test(wider) || NAMED.test(asWritten) || /@\w/.test(asWritten))) || (NAME_BEFORE.test(asWritten) && !NO_PERSON.test(asWritten))))
    if (personal) found.push({ start: index, end, words })
  }
  return found.map(({ start, end }) => reading.back(start, end))
}

/** Whether somebody's living is told, and no public place stands between it and the address. */
function livesThere(around: string, words: string): boolean {
  const lives = LIVES.exec(around)
  const at = around.indexOf(words)
  if (lives === null) return false
  return at <= lives.index || !PUBLIC_PLACE.test(around.slice(lives.index + lives[0].length, at))
}

/** Whether somebody's domicile is told, and not a body's. */
function isDomiciled(asWritten: string): boolean {
  const who = DOMICILED.exec(asWritten)?.[1]
  return who !== undefined && !NO_PERSON.test(who)
}

/** Of the same length, without what is said of nobody's home in particular. */
function withoutNobody(plain: string): string {
  return plain.replaceAll(OF_NOBODY, (words) => ' '.repeat(words.length))
}

function sentenceRanges(reading: Reading): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = []
  for (const token of tokensOf(reading)) {
    const range = ranges[token.sentence]
    if (range === undefined) ranges[token.sentence] = [token.start, token.end]
    else range[1] = token.end
  }
  return ranges
}
