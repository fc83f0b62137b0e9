// What each colour means; a click hides a series, or picks a part of a pie.
import type { VNode } from 'preact'
import type { LegendEntry, Pointer } from './scene.ts'

export interface LegendProps {
  readonly entries: readonly LegendEntry[]
  readonly hidden: ReadonlySet<string>
  readonly onToggle: (name: string) => void
  readonly onPress: ((pointer: Pointer, x: number, y: number) => void) | undefined
}

export function Legend({ entries, hidden, onToggle, onPress }: LegendProps): VNode {
  return (
    <ul class="legend">
      {entries.map((entry, index) => (
        <li key={index}>
          <Entry entry={entry} index={index} isHidden={hidden.has(entry.name)} onToggle={onToggle} onPress={onPress} />
        </li>
      ))}
    </ul>
  )
}

interface EntryProps extends Pick<LegendProps, 'onToggle' | 'onPress'> {
  readonly entry: LegendEntry
  readonly index: number
  readonly isHidden: boolean
}

function Entry({ entry: { name, color, value }, index, isHidden, onToggle, onPress }: EntryProps): VNode {
  const text = (
    <>
      <span class="legend-dot" style={{ background: isHidden ? 'transparent' : color, 'border-color': color }} />
      <span class="legend-name" title={name}>
        {name}
      </span>
      {value !== undefined && <span class="legend-value">{value}</span>}
    </>
  )
  if (value !== undefined) {
    if (onPress === undefined) return <span class="legend-entry">{text}</span>
    const press = (event: MouseEvent) => onPress({ seriesIndex: 0, dataIndex: index }, event.clientX, event.clientY)
    return (
      <button type="button" class="legend-entry" onClick={press}>
        {text}
      </button>
    )
  }
  return (
    <button
      type="button"
      class={isHidden ? 'legend-entry is-hidden' : 'legend-entry'}
      aria-pressed={!isHidden}
      onClick={() => onToggle(name)}
    >
      {text}
    </button>
  )
}
