// Where answers are seen: QuickSight, with the dashboards that our viewer draws, and the viewer itself. Each can be left out.
import type { Collected } from './collect.ts'
import type { Lake } from './lake.ts'
import type { Counted } from './live.ts'
import type { Asked } from './query.ts'
import { quicksight } from './quicksight.ts'
import { view } from './view.ts'

export async function report(lake: Lake, collected: Collected, asked: Asked, counted: Counted) {
  await quicksight(lake, asked)
  return view(lake, collected, asked, counted)
}
