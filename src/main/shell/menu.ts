import { Menu } from 'electron'

/** macOS needs a menu for copy, paste and quit to work; elsewhere the window has everything and no bar is shown. */
export function menuOf(name: string): Menu | null {
  if (process.platform !== 'darwin') return null
  return Menu.buildFromTemplate([
    { label: name, submenu: [{ role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, { type: 'separator' }, { role: 'quit' }] },
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ])
}
