import type { RefusalWords } from '../shape.ts'

/** The first run, in five steps. */
export const setup = {
  steps: ['Institución', 'Oficina', 'Persona', 'Frase de contraseña', 'Hoja de recuperación'],
  progress: 'Instalación en este equipo',
  start: {
    title: 'Registrar la institución',
    explain: 'Resguardo guarda las cuentas oficiales, las publicaciones y los incidentes de una institución. Estos datos encabezan sus documentos.',
  },
  institution: {
    name: 'Nombre de la institución',
    shortName: 'Siglas',
    shortNameHint: 'Encabezan los folios y la ventana.',
    accent: 'Color institucional',
    accentHint: 'Se ajusta solo lo necesario para que siempre se lea.',
  },
  office: {
    title: 'Elegir la oficina',
    explain: 'La oficina desde la que se operan las cuentas en este equipo. Otras personas de otras oficinas pueden agregarse después.',
    label: 'Oficina',
    hint: 'Escribe parte del nombre: «oaxaca 03», «junta local puebla», «unicom».',
    kinds: { central: 'Área central', local: 'Junta Local', district: 'Junta Distrital' },
    count: (count: string) => `${count} oficinas en el catálogo.`,
    fault: (file: string, line: number) => `El catálogo propio de la institución (${file}, línea ${line}) tiene un error y no se usó. Vale el catálogo incluido.`,
  },
  person: {
    title: 'Quién eres',
    explain: 'La primera persona administra: da de alta a las demás. Puede tener también otras funciones.',
    name: 'Nombre completo',
    post: 'Cargo',
    mail: 'Correo institucional',
    mailOutside: (domain: string) => `El correo no es de ${domain}. Se acepta, pero conviene usar el institucional.`,
    roles: 'Funciones',
  },
  passphrase: {
    title: 'Elegir la frase de contraseña',
    explain:
      'Con esta frase se desbloquea la aplicación y se firma cada acto. Nadie más la conoce y no se guarda en ningún lado: si se olvida, la hoja de recuperación es la única vuelta.',
    label: 'Frase de contraseña',
    again: 'Repite la frase',
    act: 'Terminar el registro',
    working: 'Preparando el llavero y la bóveda…',
  },
  kit: {
    title: 'Guardar la hoja de recuperación',
    explain: 'Es lo único que abre la bóveda de este equipo si se olvida la frase. Se muestra una sola vez.',
    print: 'Imprimir',
    save: 'Guardar como PDF',
    saved: 'Hoja guardada.',
    fileName: 'hoja-de-recuperacion',
    check: 'Último grupo del código',
    checkHint: 'Escríbelo como aparece en la hoja ya impresa o guardada.',
    checkWrong: 'No es el último grupo de la hoja.',
    kept: 'Ya la guardé en un lugar seguro',
    keptFirst: 'Primero imprime o guarda la hoja: no se vuelve a mostrar.',
    act: 'Entrar',
    later: 'Dejarlo para después',
  },
  refusals: {
    'shell/not-saved': 'No se pudo guardar el archivo en ese lugar. Elige otra carpeta.',
  } as RefusalWords,
} as const
