import { expect, test } from 'vitest'
import { inclusiveSuggestions } from '#shared/rules/inclusive.ts'
import { read } from '#shared/rules/reading.ts'
import { shippedRules } from './shipped-rules.ts'

const found = (text: string) => inclusiveSuggestions(read(text), shippedRules.inclusive).map(({ words, instead }) => `${words} → ${instead}`)

test.for([
  ['Los pescadores tienen módulo', ['pescadores → pescadoras y pescadores']],
  ['Hay dos ciudadanos en la fila', ['ciudadanos → personas ciudadanas']],
  ['Colonos de Las Águilas', ['Colonos → Colonas y colonos']],
  ['Los asistentes reciben constancia', ['asistentes → personas asistentes']],
  ['Cada elector recibe tres boletas', ['Cada elector → Cada persona electora']],
  ['El solicitante deberá firmar', ['El solicitante → La persona solicitante']],
  ['El papel del ciudadano en la democracia', ['del ciudadano → de la persona ciudadana']],
  ['Órale, paisanos, regístrense', ['paisanos → paisanas y paisanos']],
  ['Amigo elector, revisa tu sección', ['Amigo elector → Persona electora']],
  ['Ciudadano: su trámite está listo', ['Ciudadano → Persona ciudadana']],
  ['Cuando un elector llega tarde', ['un elector → una persona electora']],
  ['Si usted es elector, verifique', ['elector → persona electora']],
  ['Pasan primero las personas de la tercera edad', ['personas de la tercera edad → personas mayores']],
] as const)('«%s»', ([text, suggestions]) => {
  expect(found(text)).toEqual(suggestions)
})

test.for([
  'Movimientos ciudadanos y colegios',
  'Las y los pescadores',
  'Pescadoras y pescadores',
  'Los representantes y las representantes',
  'Padrón de proveedores',
  'El funcionario Luis Peña atiende',
  'El elector Juan Pérez',
  'Asistentes y participantes',
  'Requisitos en https://www.ine.mx/observadores',
  'Elector: SNGRAL99072109M100',
  'Estimada ciudadanía: cambió el horario',
] as const)('nobody is left out: «%s»', (text) => {
  expect(found(text)).toEqual([])
})
