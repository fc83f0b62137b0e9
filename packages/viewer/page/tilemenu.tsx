// What can be done with a whole tile.
import type { VNode } from 'preact'
import type { TileAnswer } from '../wire.ts'
import type { VisualFacts } from './definition.ts'
import { Icon } from './icon.tsx'
import { MenuList } from './menu.tsx'
import { say } from './notice.ts'
import { labelDays } from './period.ts'
import { makePicture, save } from './picture.ts'
import { Popover } from './popover.tsx'
import { tilePath, useView } from './view.ts'

interface TileMenuProps {
  readonly facts: VisualFacts
  readonly answer: TileAnswer | undefined
  readonly isTable: boolean
  readonly drawing: () => Promise<Blob | null>
  readonly onTable: () => void
  readonly onReceipt: () => void
  readonly onRefresh: () => void
}

export function TileMenu({ facts, answer, isTable, drawing, ...on }: TileMenuProps): VNode {
  const view = useView()
  const name = `${view.dashboard.name}-${facts.id}`
  const downloadPicture = async (part: TileAnswer['parts']['main']) => {
    const { period } = answer ?? {}
    const note = period === undefined ? '' : labelDays(period.from.slice(0, 10), period.to.slice(0, 10))
    const picture = (await drawing()) ?? (await makePicture({ title: facts.title, note, isDark: view.isDark }, part))
    if (picture === null) say('This browser could not make a picture; the CSV has the numbers.')
    else save(picture, `${name}.png`)
  }
  const items =
    answer === undefined
      ? []
      : [
          { label: 'Receipt and SQL', act: on.onReceipt },
          { label: isTable ? 'View as drawn' : 'View as table', act: on.onTable },
          { label: 'Download CSV', href: tilePath(view, facts.id, '.csv'), download: `${name}.csv` },
          { label: 'Download PNG', act: () => void downloadPicture(answer.parts.main) },
          { label: 'Download Parquet', href: tilePath(view, facts.id, '.parquet'), download: `${name}.parquet` },
        ]
  return (
    <Popover class="plain tile-menu" button={<Icon name="more" />} label={`What to do with ${facts.title}`}>
      {close => <MenuList items={[...items, { label: 'Ask again', act: on.onRefresh }]} close={close} />}
    </Popover>
  )
}
