import { Notification } from 'electron'

/** An OS notification. `route` is where a click leads. Never carries a secret: it may stand on a locked screen. */
export type Notify = (notice: { readonly title: string; readonly body: string; readonly route: string }) => void

/** Shows OS notifications; `onClick` brings the app to the front at the notice's route. Where the OS has none, nothing is shown: home has it too. */
export function notifier(onClick: (route: string) => void): Notify {
  return ({ title, body, route }) => {
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    notification.on('click', () => onClick(route))
    notification.show()
  }
}
