import type { VNode } from 'preact'
import type { VisualFacts } from './definition.ts'
import { columnsDown } from './hierarchy.ts'
import { useView } from './view.ts'
import { nameValue, trimMoment } from './words.ts'

/** The way down that was taken in a visual's hierarchy, and back up. */
export function Crumbs({ facts }: { facts: VisualFacts }): VNode | null {
  const view = useView()
  const path = view.state.drills[facts.id]
  if (path === undefined || path.length === 0) return null
  const names = columnsDown(facts)
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
        const column = names[i]
        const name = column === undefined ? trimMoment(value) : nameValue(column, value)
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
