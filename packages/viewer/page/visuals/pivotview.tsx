import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Mark } from './mark.ts'
import { readPivot } from './pivot.ts'
import { readMark } from './rows.ts'
import type { Scene } from './scene.ts'

export interface PivotProps {
  readonly scene: Scene
  readonly onMark?: ((mark: Mark) => void) | undefined
}

export function PivotView({ scene, onMark }: PivotProps): VNode {
  const pivot = useMemo(() => readPivot(scene), [scene])
  const { heads, rowFields, measures } = pivot
  return (
    <div class="table">
      <section
        class="table-box"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        aria-label={`Pivot table: ${pivot.rows.length} rows`}
      >
        <table class="pivot">
          <thead>
            {heads.map((line, level) => (
              <tr key={level}>
                {level === 0 &&
                  rowFields.map(field => (
                    <th key={field.id} scope="col" rowSpan={heads.length}>
                      {field.name}
                    </th>
                  ))}
                {line.map((head, index) => (
                  <th key={index} scope="col" colSpan={head.span} class="is-right">
                    {head.text}
                  </th>
                ))}
                {level === 0 && pivot.hasRowTotals && (
                  <th
                    scope="col"
                    colSpan={measures.length}
                    rowSpan={measures.length > 1 ? Math.max(1, heads.length - 1) : heads.length}
                    class="is-right"
                  >
                    Total
                  </th>
                )}
              </tr>
            ))}
          </thead>
          <tbody>
            {pivot.rows.map((row, index) => {
              const values = readMark(row.path.map((category, level) => [rowFields[level], category] as const))
              const isPressable = onMark !== undefined && values !== undefined
              return (
                <tr
                  key={index}
                  class={isPressable ? 'is-pressable' : ''}
                  tabIndex={isPressable ? 0 : undefined}
                  onClick={event => isPressable && onMark({ values, x: event.clientX, y: event.clientY })}
                  onKeyDown={event => {
                    if (event.key !== 'Enter' || !isPressable) return
                    const { left, bottom } = event.currentTarget.getBoundingClientRect()
                    onMark({ values, x: left + 24, y: bottom })
                  }}
                >
                  {row.labels.map((label, level) => (
                    <th key={level} scope="row" title={label ?? undefined}>
                      {label ?? ''}
                    </th>
                  ))}
                  {row.cells.map((text, at) => (
                    <td key={at} class="is-right">
                      {text}
                    </td>
                  ))}
                  {row.totals.map((text, at) => (
                    <td key={`t${at}`} class="is-right is-total">
                      {text}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
          {pivot.totals.length > 0 && (
            <tfoot>
              <tr class="table-total">
                <th scope="row" colSpan={rowFields.length}>
                  Total
                </th>
                {pivot.totals.map((text, at) => (
                  <td key={at} class="is-right">
                    {text}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {scene.answer.parts.main.isCut && <p class="note">Not all rows fit; there are more.</p>}
    </div>
  )
}
