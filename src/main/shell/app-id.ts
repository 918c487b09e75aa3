/** Who the app is to Windows: what `appId` is in `electron-builder.yml`, which the installer writes on the shortcut. A toast is shown only if both are the same. */
export const APP_ID = 'mx.resguardo.app'
