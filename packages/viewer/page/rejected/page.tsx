import type { VNode } from 'preact'

export default function Page(): VNode {
  return <h2>rejected</h2>
}
