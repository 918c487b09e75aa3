import type { RefusalWords } from '../shape.ts'

/** The command palette. */
export const palette = {
  title: 'Buscar o ir a…',
  placeholder: 'Cuenta, publicación, persona o acción',
  acts: 'Acciones',
  places: 'Ir a',
  found: 'Encontrado',
  nothing: 'Nada coincide con lo escrito.',
  lock: 'Bloquear la aplicación',
  report: 'Reportar incidente',
  newPost: 'Nueva publicación',
  importPosts: 'Importar publicaciones de una tabla',
  newConsultation: 'Nueva consulta a Comunicación Social',
  newAccount: 'Registrar cuenta',
  stops: 'Ver u ordenar un alto a las publicaciones',
  line: 'Ver la línea de Comunicación Social',
  open: 'Ver lo aprobado por comprobar',
  light: 'Usar el tema claro',
  dark: 'Usar el tema oscuro',
  system: 'Seguir el tema del sistema',
  language: 'Switch to English',
  verify: 'Verificar el registro',
  shortcuts: 'Ver los atajos de teclado',
  hint: 'Enter abre · Esc cierra',
  kinds: { account: 'Cuenta', post: 'Publicación', consultation: 'Consulta', incident: 'Incidente', person: 'Persona' },
  refusals: {} as RefusalWords,
} as const
