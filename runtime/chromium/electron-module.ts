/** The module that an app gets when it imports `electron`: Electron's exports, offered or refused by name. */
import { absent, guarded } from './guard.ts'
import { app } from './electron/app.ts'
import { BrowserWindow as Window } from './electron/browser-window.ts'
import { clipboard, ClipboardItem as Item } from './electron/clipboard.ts'
import { dialog } from './electron/dialog.ts'
import { ipcMain } from './electron/ipc-main.ts'
import { Menu as Menus } from './electron/menu.ts'
import { nativeTheme } from './electron/native-theme.ts'
import { offeredNotification } from './electron/notification.ts'
import { powerMonitor } from './electron/power-monitor.ts'
import { protocol } from './electron/protocol.ts'
import { screen } from './electron/screen.ts'
import { session } from './electron/session.ts'
import { shell } from './electron/shell.ts'

export { app, clipboard, dialog, ipcMain, nativeTheme, powerMonitor, protocol, screen, session, shell }
export const BrowserWindow = guarded('BrowserWindow', Window)
export const Menu = guarded('Menu', Menus)
export const ClipboardItem = guarded('ClipboardItem', Item)
export const Notification = guarded('Notification', offeredNotification)

// Electron's other exports: importing one is no error, using it is one that names it. A test compares this list with Electron's.
export const autoUpdater = absent('autoUpdater')
export const BaseWindow = absent('BaseWindow')
export const BrowserView = absent('BrowserView')
export const contentTracing = absent('contentTracing')
export const contextBridge = absent('contextBridge')
export const crashReporter = absent('crashReporter')
export const desktopCapturer = absent('desktopCapturer')
export const globalShortcut = absent('globalShortcut')
export const ImageView = absent('ImageView')
export const inAppPurchase = absent('inAppPurchase')
export const IpcMainServiceWorker = absent('IpcMainServiceWorker')
export const ipcRenderer = absent('ipcRenderer')
export const LanguageModelUtility = absent('LanguageModelUtility')
export const localAIHandler = absent('localAIHandler')
export const MenuItem = absent('MenuItem')
export const MessageChannelMain = absent('MessageChannelMain')
export const nativeImage = absent('nativeImage')
export const net = absent('net')
export const netLog = absent('netLog')
export const parentPort = absent('parentPort')
export const powerSaveBlocker = absent('powerSaveBlocker')
export const pushNotifications = absent('pushNotifications')
export const safeStorage = absent('safeStorage')
export const sharedTexture = absent('sharedTexture')
export const ShareMenu = absent('ShareMenu')
export const systemPreferences = absent('systemPreferences')
export const TouchBar = absent('TouchBar')
export const Tray = absent('Tray')
export const utilityProcess = absent('utilityProcess')
export const View = absent('View')
export const webContents = absent('webContents')
export const WebContentsView = absent('WebContentsView')
export const webFrame = absent('webFrame')
export const webFrameMain = absent('webFrameMain')
export const WebSocket = absent('WebSocket')
export const webUtils = absent('webUtils')
