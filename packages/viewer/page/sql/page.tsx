import type { VNode } from 'preact'

export default function Page(): VNode {
  return <h2>sql</h2>
}
