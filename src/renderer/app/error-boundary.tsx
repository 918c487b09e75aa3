import { Component, type ErrorInfo, type ReactNode } from 'react'
import { api } from '../bridge/api.ts'
import { BugPage } from './bug-page.tsx'

/** Keeps a fault of one screen from emptying the window: shows one calm page, with the way to try again. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode; readonly onAgain?: () => void }, { readonly bug: unknown; readonly failed: boolean }> {
  override state = { bug: undefined as unknown, failed: false }

  static getDerivedStateFromError(bug: unknown) {
    return { bug, failed: true }
  }

  override componentDidCatch(bug: Error, info: ErrorInfo): void {
    void api.shell.reportFault({ message: String(bug.message ?? bug).slice(0, 2000), stack: (info.componentStack ?? '').slice(0, 10_000) })
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <BugPage
        bug={this.state.bug}
        onAgain={() => {
          this.props.onAgain?.()
          this.setState({ bug: undefined, failed: false })
        }}
      />
    )
  }
}
