import { statfsSync } from 'node:fs'

export type LaunchOptions = {
  readonly profile: string
  /** Address of the first page: the window's first colour. */
  readonly firstPage: string
  readonly headless: boolean
  /** True if this process runs as the superuser, for whom Chromium refuses to start inside its sandbox. */
  readonly root: boolean
  /** Loopback port for a test's DevTools client; never opened otherwise. */
  readonly testPort: string | undefined
  readonly size: { readonly width: number; readonly height: number } | undefined
  readonly position: { readonly x: number; readonly y: number } | undefined
  /** What the app asked for by `app.commandLine`. */
  readonly extra: readonly string[]
}

/** Debian's own threshold (its `/etc/chromium.d/dev-shm`), in bytes. */
const SHARED_MEMORY_NEEDED = 4_080_218_931

/** Parts of a browser that a desktop app has no use for, or that talk to the network. */
const FEATURES_OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'OptimizationHints',
  'Translate',
]

/**
 * The command line of the browser. The proxy that nobody answers is the second wall after request interception: WebSockets,
 * prefetches and the browser's own services are not intercepted, and have no way out either.
 */
export function launchFlags(options: LaunchOptions): readonly string[] {
  return [
    '--remote-debugging-pipe',
    `--user-data-dir=${options.profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--no-service-autorun',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-update',
    '--disable-crash-reporter',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-field-trial-config',
    '--disable-pings',
    '--disable-quic',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    `--disable-features=${FEATURES_OFF.join(',')}`,
    '--hide-crash-restore-bubble',
    '--metrics-recording-only',
    '--password-store=basic', // its own keyring prompt: the browser keeps no passwords here
    '--use-mock-keychain', // the same on macOS
    '--proxy-server=socks5://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    ...(options.headless ? ['--headless=new', '--disable-gpu'] : []),
    ...(options.root ? ['--no-sandbox'] : []),
    ...(lacksSharedMemory() ? ['--disable-dev-shm-usage'] : []),
    ...(options.testPort === undefined ? [] : [`--remote-debugging-port=${options.testPort}`, '--remote-debugging-address=127.0.0.1']),
    ...(options.size === undefined ? [] : [`--window-size=${options.size.width},${options.size.height}`]),
    ...(options.position === undefined ? [] : [`--window-position=${options.position.x},${options.position.y}`]),
    ...options.extra,
    `--app=${options.firstPage}`,
  ]
}

function lacksSharedMemory(): boolean {
  if (process.platform !== 'linux') return false
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize < SHARED_MEMORY_NEEDED
  } catch {
    return true
  }
}
