// Which kind of visual a definition's Visual is, and what it is called.
import type { Visual } from '@aws-sdk/client-quicksight'

export type Kind = Exclude<keyof Visual, '$unknown'>

interface Common {
  readonly Title?: { readonly FormatText?: { readonly PlainText?: string } }
}

export function readKind(visual: Visual): Kind {
  const [found] = Object.entries(visual).filter(([, body]) => body !== undefined)
  return (found?.[0] ?? 'EmptyVisual') as Kind
}

function readCommon(visual: Visual): Common {
  return (visual[readKind(visual)] ?? {}) as Common
}

export function readTitle(visual: Visual): string {
  return readCommon(visual).Title?.FormatText?.PlainText ?? ''
}
