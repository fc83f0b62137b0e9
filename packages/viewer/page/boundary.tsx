// What fails while it is drawn stays where it is: the page around it goes on.
import { Component, type ComponentChildren } from 'preact'

interface Props {
  readonly children: ComponentChildren
  /** Another one tries again. */
  readonly version: unknown
  readonly fallback: (error: Error) => ComponentChildren
}

export class Boundary extends Component<Props, { error?: Error; version?: unknown }> {
  static override getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ComponentChildren {
    const { error } = this.state
    return error === undefined ? this.props.children : this.props.fallback(error)
  }

  override componentDidUpdate(last: Props): void {
    if (last.version !== this.props.version && this.state.error !== undefined)
      this.setState({ error: undefined as never })
  }
}
