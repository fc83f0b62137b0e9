import type { VNode } from 'preact'

/** A text box of QuickSight's: its words alone, a paragraph a line; the marks of its rich text are dropped. */
export function TextBox({ content }: { content: string }): VNode {
  return (
    <>
      {readLines(content).map((line, i) => (
        <p key={`${i} ${line}`}>{line}</p>
      ))}
    </>
  )
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export function readLines(content: string): readonly string[] {
  return content
    .replaceAll(/<br\s*\/?>|<\/(?:p|li|text-box)>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => NAMED[name]!)
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
