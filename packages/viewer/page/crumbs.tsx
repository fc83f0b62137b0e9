import type { VNode } from 'preact'
import type { TileColumn } from '../wire.ts'
import type { VisualFacts } from './definition.ts'
import { columnsDown } from './hierarchy.ts'
import { useView } from './view.ts'
import { nameValue } from './words.ts'

/** The way down that was taken in a visual's hierarchy, and back up. */
export function Crumbs({ facts, columns }: { facts: VisualFacts; columns: readonly TileColumn[] }): VNode | null {
  const view = useView()
  const path = view.state.drills[facts.id]
  if (path === undefined || path.length === 0) return null
  const names = columnsDown(facts, columns)
  const goUp = (length: number) => {
    const { [facts.id]: _, ...drills } = view.state.drills
    view.go({ ...view.state, drills: length === 0 ? drills : { ...drills, [facts.id]: path.slice(0, length) } })
  }
  return (
    <nav class="crumbs" aria-label={`Drill-down of ${facts.title}`}>
      <button type="button" class="link" onClick={() => goUp(0)}>
        All
      </button>
      {path.map((value, i) => {
        const name = nameValue(names[i] ?? '', value)
        return (
          <span key={`${i} ${value}`}>
            {' › '}
            {i === path.length - 1 ? (
              <b aria-current="true">{name}</b>
            ) : (
              <button type="button" class="link" onClick={() => goUp(i + 1)}>
                {name}
              </button>
            )}
          </span>
        )
      })}
    </nav>
  )
}
