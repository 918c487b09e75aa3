import { endingSound } from './sound.ts'

/** What follows a stem in the forms of a word, by its kind. */
type Endings = ReadonlySet<string>

/** The stems of a word and what may follow each. */
export type Forms = { readonly stems: readonly string[]; readonly endings: Endings }

const PRONOUNS = ['me', 'te', 'se', 'nos', 'lo', 'la', 'los', 'las', 'le', 'les']
const ENCLITICS = [...PRONOUNS, ...['me', 'te', 'se', 'nos'].flatMap((first) => ['lo', 'la', 'los', 'las', 'le', 'les', 'nos'].map((second) => first + second))]

/** Endings of regular verbs without accents; those before the bar take pronouns at their end («golpearlos», «golpeenlo», «golpeémoslos»). */
const VERBS: Readonly<Record<string, Endings>> = {
  ar: verb('ar ando a e en an emos emo amos', 'o as aste aron aba abas abamos aban are aras ara aremos aran aria arias ariamos arian es aramos ase asen ado ada ados adas ad'),
  er: verb('er iendo yendo e a an amos amo', 'o es emos en i iste io imos ieron ia ias iamos ian ere eras era eremos eran eria erias eriamos erian as iera ieras ieramos ieran iese yo yeron yera ido ida idos idas ed'),
  ir: verb('ir iendo yendo e a an amos amo', 'o es imos en i iste io ieron ia ias iamos ian ire iras ira iremos iran iria irias iriamos irian as iera ieras ieramos ieran iese yo yeron yera ya yan yamos yen ye yes ido ida idos idas id'),
}
const NAMES: Endings = soundsOf(['', 'o', 'a', 'e', 'os', 'as', 'es', 's', ...['it', 'cit', 'ecit', 'ill', 'az', 'ot', 'uch', 'isim'].flatMap((middle) => ['o', 'a', 'os', 'as', 'e', 'es'].map((end) => middle + end)), 'on', 'ona', 'ones', 'onas', 'ete', 'etes'])
/** After a stem that has lost its vowel. */
const VOWEL_NAMES: Endings = new Set([...NAMES].filter((ending) => ending !== '' && ending !== 's'))
const PLURALS: Endings = new Set(['', 's', 'es'])

function soundsOf(endings: readonly string[]): Endings {
  return new Set(endings.map(endingSound))
}

function verb(hosts: string, others: string): Endings {
  const bearing = hosts.split(' ')
  return soundsOf([...bearing, ...others.split(' '), ...bearing.flatMap((host) => ENCLITICS.map((pronoun) => host + pronoun))])
}

/**
 * The forms of a lemma written without accents: of a verb in every person, tense and with pronouns («colgar»: cuelguen, colgarlo, cuélguenlos); of a noun or an adjective
 * in both genders, both numbers, smaller and bigger («ratero»: rateras, raterillo). It is generous: a form that does not exist is found in no text.
 */
export function formsOf(lemma: string): Forms {
  const kind = /[aei]r$/.exec(lemma)?.[0] ?? ''
  const endings = VERBS[kind]
  if (endings === undefined) return /[aoe]$/.test(lemma) ? { stems: softened(lemma.slice(0, -1)), endings: VOWEL_NAMES } : { stems: softened(lemma), endings: NAMES }
  return { stems: verbStems(lemma.slice(0, -2), kind), endings }
}

/** A noun in singular and plural: «voz», «voces». */
export function pluralOf(noun: string): Forms {
  return { stems: noun.endsWith('z') ? [noun, `${noun.slice(0, -1)}c`] : [noun], endings: PLURALS }
}

/** How the vowel of a stem changes under the stress; the second only in verbs in -ir («pedir»: pide, «dormir»: durmió). */
const CHANGES: Readonly<Record<string, readonly string[]>> = { e: ['ie', 'i'], o: ['ue', 'u'], u: ['ue'] }

/** Stems of a verb: «colgar» has colg, colgu, cuelg, cuelgu. */
function verbStems(stem: string, kind: string): readonly string[] {
  const vowel = /[eou](?=[^aeiou]*$)/.exec(stem)
  const changed = vowel === null ? [] : (CHANGES[vowel[0]]?.slice(0, kind === 'ir' ? 2 : 1) ?? []).map((other) => stem.slice(0, vowel.index) + other + stem.slice(vowel.index + 1))
  return [...new Set([stem, ...changed].flatMap((one) => (kind === 'ar' ? softened(one) : hardened(one))))]
}

/** Before e: c → qu, g → gu, z → c. */
function softened(stem: string): readonly string[] {
  return [stem, ...(stem.endsWith('c') ? [`${stem.slice(0, -1)}qu`] : stem.endsWith('g') ? [`${stem}u`] : stem.endsWith('z') ? [`${stem.slice(0, -1)}c`] : [])]
}

/** Before a and o: c → z, zc; g → j; gu → g. */
function hardened(stem: string): readonly string[] {
  if (stem.endsWith('c')) return [stem, `${stem.slice(0, -1)}z`, `${stem.slice(0, -1)}zc`]
  if (stem.endsWith('gu')) return [stem, stem.slice(0, -1)]
  return stem.endsWith('g') ? [stem, `${stem.slice(0, -1)}j`] : [stem]
}
