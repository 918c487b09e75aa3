/** Paper sizes in inches (width, height), by Electron's names. */
const PAPER: Readonly<Record<string, readonly [number, number]>> = {
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
}

/** Electron's options of `printToPDF`, as `Page.printToPDF` wants them. Throws on a paper size that is not known. */
export function printParameters(options: Electron.PrintToPDFOptions): Readonly<Record<string, unknown>> {
  const { pageSize = 'Letter', margins = {} } = options
  const size = typeof pageSize === 'string' ? PAPER[pageSize] : ([pageSize.width, pageSize.height] as const)
  if (size === undefined) throw new Error(`webContents.printToPDF: the paper size '${String(pageSize)}' is not offered by the Chromium runtime.`)
  const known: Readonly<Record<string, unknown>> = {
    landscape: options.landscape,
    displayHeaderFooter: options.displayHeaderFooter,
    printBackground: options.printBackground,
    scale: options.scale,
    paperWidth: size[0],
    paperHeight: size[1],
    marginTop: margins.top,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    marginRight: margins.right,
    pageRanges: options.pageRanges,
    headerTemplate: options.headerTemplate,
    footerTemplate: options.footerTemplate,
    preferCSSPageSize: options.preferCSSPageSize,
    generateTaggedPDF: options.generateTaggedPDF,
    generateDocumentOutline: options.generateDocumentOutline,
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
}
