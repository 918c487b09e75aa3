/** What main and a dialog's page tell each other. */
export type Entry = { readonly name: string; readonly path: string; readonly isFolder: boolean; readonly modified: number }
export type Place = { readonly label: string; readonly path: string }
export type Filter = { readonly name: string; readonly extensions: readonly string[] }

export type MessageSpec = {
  readonly kind: 'message'
  readonly language: 'es' | 'en'
  readonly title: string
  readonly type: 'none' | 'info' | 'error' | 'question' | 'warning'
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
  readonly defaultId: number
  readonly cancelId: number
  readonly checkbox: { readonly label: string; readonly checked: boolean } | undefined
}

export type ChooserSpec = {
  readonly kind: 'save' | 'open' | 'folder'
  readonly language: 'es' | 'en'
  readonly title: string
  readonly message: string
  readonly accept: string
  readonly folder: string
  readonly name: string
  readonly several: boolean
  readonly showHidden: boolean
  readonly filters: readonly Filter[]
  readonly places: readonly Place[]
}

export type DialogSpec = MessageSpec | ChooserSpec

export type MessageAnswer = { readonly response: number; readonly checkboxChecked: boolean }
export type ChooserAnswer = { readonly paths: readonly string[] }
/** A folder's content, or why it cannot be shown. */
export type Listing = { readonly path: string; readonly parts: readonly Place[]; readonly entries: readonly Entry[]; readonly trouble?: string }
/** What stands at a path that the person typed or chose. */
export type Found = { readonly path: string; readonly is: 'folder' | 'file' | 'nothing' | 'no-folder' }
