/** The module that an app gets when it imports `electron`: Electron's exports, offered or refused by name. */
import { guarded } from './guard.ts'
import { app } from './electron/app.ts'
import { BrowserWindow as Window } from './electron/browser-window.ts'
import { ipcMain } from './electron/ipc-main.ts'
import { Menu as Menus } from './electron/menu.ts'
import { nativeTheme } from './electron/native-theme.ts'
import { powerMonitor } from './electron/power-monitor.ts'
import { protocol } from './electron/protocol.ts'
import { screen } from './electron/screen.ts'
import { session } from './electron/session.ts'

export { app, ipcMain, nativeTheme, powerMonitor, protocol, screen, session }
export const BrowserWindow = guarded('BrowserWindow', Window)
export const Menu = guarded('Menu', Menus)
