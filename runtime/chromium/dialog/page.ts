import type { ChooserAnswer, ChooserSpec, DialogSpec, Entry, Found, Listing, MessageAnswer, MessageSpec } from './spec.ts'

/** The script of a dialog's page: asks main what to show, shows it, tells main the answer. Served without its types. */

const words = {
  es: {
    accept: { save: 'Guardar', open: 'Abrir', folder: 'Elegir carpeta' },
    title: { save: 'Guardar como', open: 'Abrir archivo', folder: 'Elegir carpeta' },
    cancel: 'Cancelar',
    name: 'Nombre',
    places: 'Lugares',
    where: 'Ubicación',
    files: 'Archivos y carpetas',
    kind: 'Tipo de archivo',
    hidden: 'Mostrar archivos ocultos',
    newFolder: 'Nueva carpeta',
    newFolderName: 'Nombre de la carpeta nueva',
    create: 'Crear',
    empty: 'Esta carpeta está vacía.',
    exists: (name: string) => `Ya existe «${name}». Si continúas, se reemplaza.`,
    replace: 'Reemplazar',
    noName: 'Escribe un nombre.',
    noFolder: 'Esa carpeta no existe.',
    noFile: 'Ese archivo no existe.',
    nothingChosen: 'Elige un archivo de la lista.',
    trouble: (reason: string) => `No se puede abrir esta carpeta: ${reason}`,
  },
  en: {
    accept: { save: 'Save', open: 'Open', folder: 'Choose folder' },
    title: { save: 'Save as', open: 'Open file', folder: 'Choose folder' },
    cancel: 'Cancel',
    name: 'Name',
    places: 'Places',
    where: 'Location',
    files: 'Files and folders',
    kind: 'File type',
    hidden: 'Show hidden files',
    newFolder: 'New folder',
    newFolderName: 'Name of the new folder',
    create: 'Create',
    empty: 'This folder is empty.',
    exists: (name: string) => `“${name}” already exists. If you go on, it is replaced.`,
    replace: 'Replace',
    noName: 'Type a name.',
    noFolder: 'That folder does not exist.',
    noFile: 'That file does not exist.',
    nothingChosen: 'Choose a file of the list.',
    trouble: (reason: string) => `This folder cannot be opened: ${reason}`,
  },
} as const

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
  return (await response.json()) as T // main answers each path with its type
}

type Attributes = Readonly<Record<string, string | boolean | undefined>>

function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: readonly (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '')
    else if (typeof value === 'string') element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

/** Tab stays inside; Escape is the safe answer. */
function trap(escape: () => void): void {
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault()
      escape()
    }
    if (event.key !== 'Tab') return
    const stops = [...document.querySelectorAll<HTMLElement>('button, input, select, [tabindex="0"]')].filter((element) => element.offsetParent !== null && !element.hasAttribute('disabled'))
    const [first, last] = [stops[0], stops.at(-1)]
    if (event.shiftKey && document.activeElement === first) {
      event.preventDefault()
      last?.focus()
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault()
      first?.focus()
    }
  })
}

const SIGNS: Readonly<Record<MessageSpec['type'], string>> = { none: '', info: 'i', question: '?', warning: '!', error: '!' }

function showMessage(spec: MessageSpec): void {
  const box = spec.checkbox === undefined ? undefined : make('input', { type: 'checkbox', checked: spec.checkbox.checked })
  const answer = (response: number): void => void ask('/answer', { response, checkboxChecked: box?.checked ?? false } satisfies MessageAnswer)
  const buttons = spec.buttons.map((label, index) => {
    const button = make('button', { type: 'button', class: index === spec.defaultId ? 'main' : undefined }, label)
    button.addEventListener('click', () => answer(index))
    return button
  })
  document.body.append(
    make(
      'main',
      { role: 'alertdialog', 'aria-modal': 'true', 'aria-labelledby': 'message', 'aria-describedby': spec.detail === '' ? undefined : 'detail' },
      make(
        'div',
        { class: 'said' },
        ...(spec.type === 'none' ? [make('span')] : [make('span', { class: `sign ${spec.type}`, 'aria-hidden': 'true' }, SIGNS[spec.type])]),
        make('h1', { id: 'message' }, spec.message),
        ...(spec.detail === '' ? [] : [make('p', { id: 'detail', class: 'detail' }, spec.detail)]),
      ),
      ...(box === undefined ? [] : [make('div', { class: 'fields' }, make('label', {}, box, spec.checkbox?.label ?? ''))]),
      make('div', { class: 'acts' }, ...buttons),
    ),
  )
  trap(() => answer(spec.cancelId))
  ;(buttons[spec.defaultId] ?? buttons[0])?.focus()
}

function showChooser(spec: ChooserSpec): void {
  const say = words[spec.language]
  let listing: Listing = { path: spec.folder, parts: [], entries: [] }
  let shown: readonly Entry[] = []
  const chosen = new Set<string>()
  let active = 0

  const where = make('nav', { class: 'where', 'aria-label': say.where })
  const places = make('nav', { class: 'places', 'aria-label': say.places })
  const list = make('ul', { class: 'list', role: 'listbox', tabindex: '0', 'aria-label': say.files, 'aria-multiselectable': spec.several ? 'true' : undefined })
  const name = make('input', { type: 'text', spellcheck: 'false', autocomplete: 'off', id: 'name' })
  name.value = spec.name
  const filter = make('select', { 'aria-label': say.kind }, ...spec.filters.map((one, index) => make('option', { value: String(index) }, `${one.name} (${one.extensions.map((extension) => `*.${extension}`).join(', ')})`)))
  const hidden = make('input', { type: 'checkbox', checked: spec.showHidden })
  const trouble = make('p', { role: 'alert' })
  const accept = make('button', { type: 'button', class: 'main' }, spec.accept === '' ? say.accept[spec.kind] : spec.accept)
  const cancel = make('button', { type: 'button' }, say.cancel)
  const newFolder = make('button', { type: 'button' }, say.newFolder)
  const question = make('div', { class: 'question', role: 'alertdialog', hidden: true })
  const answer = (paths: readonly string[]): void => void ask('/answer', { paths } satisfies ChooserAnswer)

  function draw(): void {
    const extensions = spec.filters[Number(filter.value)]?.extensions ?? ['*']
    const fits = (entry: Entry): boolean =>
      entry.isFolder || (spec.kind !== 'folder' && (extensions.includes('*') || extensions.some((extension) => entry.name.toLowerCase().endsWith(`.${extension.toLowerCase()}`))))
    shown = listing.entries.filter((entry) => fits(entry) && (hidden.checked || !entry.name.startsWith('.')))
    active = Math.min(active, Math.max(0, shown.length - 1))
    const when = new Intl.DateTimeFormat(spec.language, { dateStyle: 'medium' })
    list.replaceChildren(
      ...(shown.length === 0 ? [make('li', { class: 'empty', role: 'presentation' }, say.empty)] : []),
      ...shown.map((entry, index) => {
        const item = make(
          'li',
          { role: 'option', id: `entry-${index}`, 'aria-selected': chosen.has(entry.path) ? 'true' : 'false' },
          make('span', { 'aria-hidden': 'true' }, entry.isFolder ? '▸' : ''),
          make('span', {}, entry.name),
          make('span', { class: 'when' }, entry.isFolder ? '' : when.format(entry.modified)),
        )
        item.addEventListener('click', (event) => pick(index, spec.several && (event.ctrlKey || event.metaKey)))
        item.addEventListener('dblclick', () => void open(entry))
        return item
      }),
    )
    if (shown.length > 0) list.setAttribute('aria-activedescendant', `entry-${active}`)
    else list.removeAttribute('aria-activedescendant')
    list.querySelector(`#entry-${active}`)?.scrollIntoView({ block: 'nearest' })
    where.replaceChildren(...listing.parts.map((part) => button(part.label, () => void go(part.path))))
    places.replaceChildren(
      ...spec.places.map((place) => {
        const element = button(place.label, () => void go(place.path))
        if (place.path === listing.path) element.setAttribute('aria-current', 'true')
        return element
      }),
    )
  }

  function button(label: string, click: () => void): HTMLButtonElement {
    const element = make('button', { type: 'button' }, label)
    element.addEventListener('click', click)
    return element
  }

  function pick(index: number, add: boolean): void {
    const entry = shown[index]
    if (entry === undefined) return
    active = index
    if (!add) chosen.clear()
    if (add && chosen.has(entry.path)) chosen.delete(entry.path)
    else chosen.add(entry.path)
    if (!entry.isFolder && spec.kind !== 'folder') name.value = entry.name
    trouble.textContent = ''
    draw()
  }

  async function go(path: string): Promise<void> {
    const answered = await ask<Listing>('/list', { path })
    trouble.textContent = answered.trouble === undefined ? '' : say.trouble(answered.trouble)
    if (answered.trouble !== undefined) return
    listing = answered
    chosen.clear()
    active = 0
    draw()
  }

  async function open(entry: Entry): Promise<void> {
    if (entry.isFolder) await go(entry.path)
    else await finish()
  }

  async function finish(): Promise<void> {
    question.hidden = true
    const files = shown.filter((entry) => chosen.has(entry.path) && !entry.isFolder).map((entry) => entry.path)
    if (spec.kind === 'open' && files.length > 1) return answer(files)
    if (spec.kind === 'folder') {
      const folder = shown.find((entry) => chosen.has(entry.path))
      return answer([folder?.path ?? listing.path])
    }
    const typed = name.value.trim()
    if (typed === '') {
      trouble.textContent = spec.kind === 'save' ? say.noName : say.nothingChosen
      return name.focus()
    }
    const extension = spec.kind === 'save' ? (spec.filters[Number(filter.value)]?.extensions[0] ?? '*') : '*'
    const found = await ask<Found>('/find', { folder: listing.path, name: typed, extension })
    if (found.is === 'folder') {
      name.value = ''
      return go(found.path)
    }
    if (found.is === 'no-folder') return complain(say.noFolder)
    if (spec.kind === 'open') return found.is === 'file' ? answer([found.path]) : complain(say.noFile)
    if (found.is === 'nothing') return answer([found.path])
    const replace = button(say.replace, () => answer([found.path]))
    const back = button(say.cancel, () => {
      question.hidden = true
      name.focus()
    })
    const text = make('p', { id: 'question' }, say.exists(found.path.split(/[/\\]/).at(-1) ?? found.path))
    question.setAttribute('aria-labelledby', 'question')
    question.replaceChildren(text, back, replace)
    question.hidden = false
    back.focus() // the safe answer
  }

  function complain(sentence: string): void {
    trouble.textContent = sentence
    name.focus()
  }

  list.addEventListener('keydown', (event) => {
    const entry = shown[active]
    const moves: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: shown.length - 1 }
    const to = moves[event.key]
    if (to !== undefined) {
      event.preventDefault()
      pick(Math.max(0, Math.min(shown.length - 1, to)), false)
    } else if (event.key === ' ' && spec.several) {
      event.preventDefault()
      pick(active, true)
    } else if (event.key === 'Enter' && entry !== undefined) {
      event.preventDefault()
      void open(entry)
    } else if (event.key === 'Backspace') {
      event.preventDefault()
      const above = listing.parts.at(-2)
      if (above !== undefined) void go(above.path)
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      const next = shown.findIndex((one, index) => index > active && one.name.toLowerCase().startsWith(event.key.toLowerCase()))
      if (next >= 0) pick(next, false)
    }
  })
  name.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') void finish()
  })
  filter.addEventListener('change', draw)
  hidden.addEventListener('change', draw)
  accept.addEventListener('click', () => void finish())
  cancel.addEventListener('click', () => answer([]))
  newFolder.addEventListener('click', () => {
    const input = make('input', { type: 'text', 'aria-label': say.newFolderName })
    const create = async (): Promise<void> => {
      const made = await ask<Listing>('/make-folder', { folder: listing.path, name: input.value.trim() })
      trouble.textContent = made.trouble ?? ''
      if (made.trouble !== undefined) return input.focus()
      question.hidden = true
      listing = made
      chosen.clear()
      draw()
      name.focus()
    }
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') void create()
    })
    question.setAttribute('aria-label', say.newFolder)
    question.replaceChildren(make('p', {}, say.newFolderName), input, button(say.create, () => void create()), button(say.cancel, () => (question.hidden = true)))
    question.hidden = false
    input.focus()
  })

  document.body.append(
    make(
      'main',
      { class: 'chooser', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'title' },
      make('h1', { id: 'title' }, spec.title === '' ? say.title[spec.kind] : spec.title),
      ...(spec.message === '' ? [] : [make('p', { class: 'detail' }, spec.message)]),
      where,
      make('div', { class: 'panes' }, places, list),
      make(
        'div',
        { class: 'fields' },
        ...(spec.kind === 'folder' ? [] : [make('label', { class: 'name' }, say.name, name)]),
        ...(spec.filters.length > 0 && spec.kind !== 'folder' ? [filter] : []),
        make('label', {}, hidden, say.hidden),
      ),
      trouble,
      question,
      make('div', { class: 'acts' }, ...(spec.kind === 'open' ? [] : [newFolder]), cancel, accept),
    ),
  )
  trap(() => {
    if (question.hidden) answer([])
    else {
      question.hidden = true
      name.focus()
    }
  })
  void go(spec.folder)
  if (spec.kind === 'save') {
    name.focus()
    // The name without its extension is what the person most likely changes.
    const dot = spec.name.lastIndexOf('.')
    name.setSelectionRange(0, dot > 0 ? dot : spec.name.length)
  } else list.focus()
}

const spec = await ask<DialogSpec>('/spec')
document.documentElement.lang = spec.language
document.title = spec.title === '' ? (spec.kind === 'message' ? spec.message : words[spec.language].title[spec.kind]) : spec.title
if (spec.kind === 'message') showMessage(spec)
else showChooser(spec)
