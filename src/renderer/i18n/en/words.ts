import { accounts } from './accounts.ts'
import { app } from './app.ts'
import { consultations } from './consultations.ts'
import { credentials } from './credentials.ts'
import { home } from './home.ts'
import { hub } from './hub.ts'
import { imports } from './imports.ts'
import { incidents } from './incidents.ts'
import { keychain } from './keychain.ts'
import { kits } from './kits.ts'
import { library } from './library.ts'
import { line } from './line.ts'
import { lock } from './lock.ts'
import { notices } from './notices.ts'
import { organization } from './organization.ts'
import { palette } from './palette.ts'
import { people } from './people.ts'
import { posts } from './posts.ts'
import { publishing } from './publishing.ts'
import { reviewing } from './reviewing.ts'
import { rules } from './rules.ts'
import { settings } from './settings.ts'
import { setup } from './setup.ts'
import { uiPage } from './ui-page.ts'
import { ui } from './ui.ts'
import { views } from './views.ts'

/** All parts of this language. A part's refusals are under its `refusals`. */
export const words = {
  ui,
  uiPage,
  app,
  lock,
  setup,
  settings,
  palette,
  keychain,
  organization,
  people,
  home,
  hub,
  posts,
  views,
  publishing,
  reviewing,
  rules,
  line,
  kits,
  library,
  consultations,
  imports,
  incidents,
  notices,
  accounts,
  credentials,
} as const
