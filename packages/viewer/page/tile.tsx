// One visual of a sheet, in its frame: it asks for its own answer, and what goes wrong with it stays here.
import type { Visual } from '@aws-sdk/client-quicksight'
import type { VNode } from 'preact'
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks'
import type { TileAnswer } from '../wire.ts'
import { type Choice, choicesOf, isActive } from './actions.ts'
import { useAnswer } from './answer.ts'
import { Boundary } from './boundary.tsx'
import { Crumbs } from './crumbs.tsx'
import type { VisualFacts } from './definition.ts'
import { TileEmpty } from './empty.tsx'
import { lazy } from './lazy.tsx'
import { MenuAt } from './menu.tsx'
import { ReceiptDialog } from './receipt.tsx'
import { Skeleton } from './skeleton.tsx'
import { TileError } from './tileerror.tsx'
import { TileMenu } from './tilemenu.tsx'
import { TileNotes } from './tilenotes.tsx'
import { tilePath, useView } from './view.ts'
import type { Mark, VisualHandle } from './visuals/mark.ts'
import { nameValue } from './words.ts'

const TileBody = lazy(() => import('./tilebody.tsx'), null)

interface TileProps {
  readonly visual: Visual
  readonly facts: VisualFacts
  /** Another one asks again, though nothing is said to have changed. */
  readonly turn: number
  /** Told whenever the tile begins to wait (undefined) or has what it waited for. */
  readonly onSettle: (id: string, outcome: TileAnswer | Error | undefined) => void
}

export function Tile({ visual, facts, turn, onSettle }: TileProps): VNode {
  const view = useView()
  const { id, title } = facts
  const fault = view.dashboard.faults[id]
  const path = fault === undefined ? tilePath(view, id) : undefined
  const { answer, error, isLoading, isStale, again } = useAnswer<TileAnswer>(path, `${view.live.version} ${turn}`)
  const [isTable, setTable] = useState(false)
  const [isReceipt, setReceipt] = useState(false)
  const [isReady, setReady] = useState(false)
  const [asked, setAsked] = useState<{ mark: Mark; choices: readonly Choice[] }>()
  const handle = useRef<VisualHandle>(undefined)
  const frame = useRef<HTMLElement>(null)
  const wantsAll = useRef(false)
  const titleId = useId()
  useEffect(() => {
    const outcome = fault === undefined ? (isLoading ? undefined : (error ?? answer)) : new Error(fault)
    onSettle(id, outcome)
  }, [id, isLoading, error, answer, fault])

  const choose = ({ state, sheet, url }: Choice) => {
    if (state !== undefined || sheet !== undefined) view.go(state ?? view.state, sheet === undefined ? {} : { sheet })
    else if (url !== undefined) window.open(url, '_blank', 'noopener,noreferrer')
  }
  const readMark = (mark: Mark) => {
    const columns = answer?.parts.main.columns ?? []
    const choices = choicesOf(mark, { visual: facts, columns, state: view.state, parameters: view.parameters })
    // One thing to do is done, and so is the way to another sheet; of several the person says which.
    const [first] = choices
    const isClear = choices.length === 1 || first?.sheet !== undefined
    if (first !== undefined && isClear && !wantsAll.current) choose(first)
    else if (choices.length > 0) setAsked({ mark, choices })
  }

  // The same functions for as long as the tile lives: a drawing is made anew for another one.
  const latest = useRef(readMark)
  latest.current = readMark
  const onMark = useCallback((mark: Mark) => latest.current(mark), [])
  const onReady = useCallback((ready: VisualHandle) => {
    handle.current = ready
    setReady(true)
  }, [])

  const body = () => {
    if (fault !== undefined)
      return <TileError message={fault} hint="The definition asks for what the viewer cannot draw." />
    if (error !== undefined) return <TileError message={error.message} error={error} again={again} />
    if (answer === undefined) return <Skeleton kind={facts.kind} />
    if (answer.parts.main.rows.length === 0) return <TileEmpty answer={answer} />
    return (
      <>
        {isReady || isTable ? null : <Skeleton kind={facts.kind} />}
        <Boundary
          version={answer}
          fallback={failure => <TileError message={`This could not be drawn: ${failure.message}`} />}
        >
          <TileBody
            visual={visual}
            answer={answer}
            zone={view.zone}
            isDark={view.isDark}
            compare={view.state.compare}
            title={title}
            alt={facts.alt}
            isTable={isTable}
            {...(isActive(facts) ? { onMark } : {})}
            onReady={onReady}
          />
        </Boundary>
      </>
    )
  }

  return (
    <article
      ref={frame}
      class={`tile kind-${facts.kind}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: Enter opens its menu
      tabIndex={0}
      aria-labelledby={titleId}
      aria-busy={isLoading}
      onContextMenu={event => {
        // The other button, or the menu's key: all that a click could do, as a list.
        const row = event.target instanceof HTMLElement ? event.target.closest('tbody tr, tbody td') : null
        if (row === null || !isActive(facts)) return
        event.preventDefault()
        wantsAll.current = true
        const { clientX, clientY } = event
        event.target?.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX, clientY }))
        wantsAll.current = false
      }}
      onKeyDown={event => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return
        event.preventDefault()
        frame.current?.querySelector<HTMLElement>('.tile-menu')?.click()
      }}
    >
      <header>
        <div>
          <h2 id={titleId}>{title}</h2>
          {facts.subtitle === undefined ? null : <p class="subtitle">{facts.subtitle}</p>}
        </div>
        <TileMenu
          facts={facts}
          answer={answer}
          isTable={isTable}
          drawing={() => (isTable ? Promise.resolve(null) : (handle.current?.png() ?? Promise.resolve(null)))}
          onTable={() => setTable(!isTable)}
          onReceipt={() => setReceipt(true)}
          onRefresh={again}
        />
      </header>
      <Crumbs facts={facts} />
      <div class={`tile-body${isStale && answer !== undefined ? ' stale' : ''}`}>{body()}</div>
      {answer === undefined ? null : <TileNotes answer={answer} />}
      {isReceipt && answer !== undefined ? (
        <ReceiptDialog title={title} answer={answer} zone={view.zone} onClose={() => setReceipt(false)} />
      ) : null}
      {asked === undefined ? null : (
        <MenuAt
          title={asked.mark.values.map(({ column, value }) => nameValue(column, value)).join(' · ')}
          x={asked.mark.x}
          y={asked.mark.y}
          items={asked.choices.map(choice =>
            choice.url === undefined
              ? { label: choice.label, act: () => choose(choice) }
              : { label: choice.label, href: choice.url, isOutside: true },
          )}
          onClose={() => setAsked(undefined)}
        />
      )}
    </article>
  )
}
