import type { Answer, Column } from '@clickstream/query/engine'
import type { VNode } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { lazy } from '../lazy.tsx'
import { useMedia } from '../theme.ts'
import type { VisualProps } from '../visuals/visual.tsx'
import { isNumeric } from './cell.ts'
import { type Choice, drawable, guessChoice, KINDS, type Kind, toTile } from './picture.ts'

const Visual = lazy<VisualProps>(async () => ({ default: (await import('../visuals/visual.tsx')).VisualView }))

interface ChartProps {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Answer[])[]
}

/** The answer as a drawing: what along the axis, what up, and how. */
export function AnswerChart({ columns, rows }: ChartProps): VNode {
  const [choice, setChoice] = useState<Choice | undefined>(() => guessChoice(columns, rows))
  const isSystemDark = useMedia('(prefers-color-scheme: dark)')
  const chosen = document.documentElement.dataset.theme
  const isDark = chosen === undefined ? isSystemDark : chosen === 'dark'
  const tile = useMemo(
    () => (choice === undefined ? undefined : toTile(columns, rows, choice)),
    [columns, rows, choice],
  )
  if (choice === undefined || tile === undefined) {
    return <p class="note sql-empty">A chart needs a column of numbers and another one to tell them apart.</p>
  }
  const pick = (change: Partial<Choice>) => setChoice({ ...choice, ...change })
  return (
    <div class="sql-chart">
      <div class="sql-chart-choice">
        <Select
          label="Chart"
          value={choice.kind}
          options={Object.entries(KINDS)}
          onChange={kind => pick({ kind: kind as Kind })}
        />
        <Select
          label="Along"
          value={String(choice.x)}
          options={columns.map(({ name }, i) => [String(i), name])}
          onChange={x => pick({ x: Number(x) })}
        />
        <Select
          label="Value"
          value={String(choice.y)}
          options={columns.flatMap((column, i) => (isNumeric(column) ? [[String(i), column.name] as const] : []))}
          onChange={y => pick({ y: Number(y) })}
        />
      </div>
      {rows.length > drawable(choice.kind) ? (
        <p class="note">
          The first {drawable(choice.kind)} of {rows.length} rows are drawn.
        </p>
      ) : null}
      <div class="sql-drawing">
        <Visual {...tile} zone="UTC" isDark={isDark} compare={false} />
      </div>
    </div>
  )
}

interface SelectProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, name: string])[]
  readonly onChange: (value: string) => void
}

function Select({ label, value, options, onChange }: SelectProps): VNode {
  return (
    <label>
      <span class="note">{label}</span>
      <select value={value} onChange={event => onChange(event.currentTarget.value)}>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
