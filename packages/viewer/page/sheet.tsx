// A sheet: its tiles in their places, each on its own, started in the order in which they are read.
import type { VNode } from 'preact'
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { TileAnswer } from '../wire.ts'
import { readVisual, visualsOf } from './definition.ts'
import { isEmpty, SheetEmpty } from './empty.tsx'
import { placeSheet } from './layout.ts'
import { useTurns } from './live.ts'
import { valuesOf } from './parameters.ts'
import { TextBox } from './textbox.tsx'
import { Tile } from './tile.tsx'
import { useView } from './view.ts'
import { writeMany } from './words.ts'

/** A period that ends now goes on, whether or not something new arrives. */
const MOVING_MS = 30_000

export function Sheet(): VNode {
  const view = useView()
  const { sheet, state, parameters, live } = view
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, TileAnswer | Error | undefined>>(new Map())
  const onSettle = useCallback((id: string, outcome: TileAnswer | Error | undefined) => {
    setOutcomes(last => new Map(last).set(id, outcome))
  }, [])
  const isMoving = parameters.some(parameter => parameter.isMoment && valuesOf(state, parameter)[0] === 'now')
  const turn = useTurns(isMoving && live.state !== 'paused' ? MOVING_MS : 0)
  const places = useMemo(() => placeSheet(sheet), [sheet])
  const visuals = useMemo(() => new Map(visualsOf(sheet).map(visual => [readVisual(visual).id, visual])), [sheet])
  useEffect(() => {
    import('./tilebody.tsx').then(
      ({ prepare }) => prepare([...visuals.values()].map(visual => readVisual(visual).kind)),
      // The tiles say so themselves.
      () => {},
    )
  }, [visuals])
  const texts = new Map((sheet.TextBoxes ?? []).map(box => [box.SheetTextBoxId, box.Content]))
  const waiting = [...visuals.keys()].filter(id => outcomes.get(id) === undefined).length
  const answers = [...outcomes.values()].flatMap(outcome =>
    outcome === undefined || outcome instanceof Error ? [] : [outcome],
  )
  const isAllEmpty = waiting === 0 && answers.length > 0 && answers.every(isEmpty)
  return (
    <>
      <p class="unseen" role="status">
        {waiting === 0 ? `${writeMany(visuals.size, 'tile')} loaded.` : `Loading ${writeMany(waiting, 'tile')} …`}
      </p>
      {isAllEmpty ? <SheetEmpty /> : null}
      <div class="grid">
        {places.map(place => {
          const visual = visuals.get(place.id)
          const style = {
            '--column': place.column === undefined ? 'auto' : String(place.column),
            '--columns': String(place.columns),
            '--row': place.row === undefined ? 'auto' : String(place.row),
            '--rows': String(place.rows),
          }
          const size = place.columns <= 12 && place.rows <= 6 ? 'cell half' : 'cell'
          return (
            <div key={place.id} class={place.kind === 'TEXT_BOX' ? 'cell text' : size} style={style}>
              {visual === undefined ? (
                <TextBox content={texts.get(place.id) ?? ''} />
              ) : (
                <Tile visual={visual} facts={readVisual(visual)} turn={turn} onSettle={onSettle} />
              )}
            </div>
          )
        })}
      </div>
    </>
  )
}
