import type { Answer, Column } from '@clickstream/query/engine'
import type { VNode } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { lazy } from '../lazy.tsx'
import { useMedia } from '../theme.ts'
import type { VisualProps } from '../visuals/visual.tsx'
import { isNumeric } from './cell.ts'
import { listColors, settleColor, writeClash } from './colored.ts'
import { type Choice, drawable, guessChoice, KINDS, type Kind, toTile } from './picture.ts'

const Visual = lazy<VisualProps>(async () => ({ default: (await import('../visuals/visual.tsx')).VisualView }))

interface ChartProps {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Answer[])[]
}

/** The answer as a drawing: what along the axis, what up, and how. */
export function AnswerChart({ columns, rows }: ChartProps): VNode {
  const [asked, setAsked] = useState<Choice | undefined>(() => guessChoice(columns, rows))
  const isSystemDark = useMedia('(prefers-color-scheme: dark)')
  const chosen = document.documentElement.dataset.theme
  const isDark = chosen === undefined ? isSystemDark : chosen === 'dark'
  const drawn = useMemo(() => {
    if (asked === undefined) return undefined
    const choice = settleColor(columns, rows, asked)
    const clash = writeClash(columns, rows, choice)
    const tile = clash === undefined ? toTile(columns, rows, choice) : undefined
    return { choice, clash, tile, colors: listColors(columns, rows, choice) }
  }, [columns, rows, asked])
  if (drawn === undefined) {
    return <p class="note sql-empty">A chart needs a column of numbers and another one to tell them apart.</p>
  }
  const { choice, clash, tile, colors } = drawn
  const pick = (change: Partial<Choice>) => setAsked({ ...choice, ...change })
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
        {colors.some(by => by !== undefined) ? (
          <Select
            label="Colour by"
            value={String(choice.by ?? '')}
            options={[
              ...(colors.includes(undefined) ? [['', 'Nothing'] as const] : []),
              ...(clash === undefined ? [] : [['', 'Choose …'] as const]),
              ...colors.flatMap(by => (by === undefined ? [] : [[String(by), columns[by]!.name] as const])),
            ]}
            onChange={by => pick({ by: by === '' ? undefined : Number(by) })}
          />
        ) : null}
      </div>
      {tile !== undefined && rows.length > drawable(choice.kind) ? (
        <p class="note">
          The first {drawable(choice.kind)} of {rows.length} rows are drawn.
        </p>
      ) : null}
      {tile === undefined ? (
        <p class="note sql-empty" role="status">
          {clash}
        </p>
      ) : (
        <div class="sql-drawing">
          <Visual {...tile} zone="UTC" isDark={isDark} compare={false} />
        </div>
      )}
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
