import type { VNode } from 'preact'

/** Text as it stands, in a box of its own that the keyboard can scroll. */
export function ScrollingText({ label, text, kind = '' }: { label: string; text: string; kind?: string }): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class={`scrolling ${kind}`} aria-label={label} tabIndex={0}>
      <pre>{text}</pre>
    </section>
  )
}
