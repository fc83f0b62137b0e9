// Loads what draws, once, when it is first needed.

type Charts = typeof import('./echarts.ts')

let charts: Promise<Charts> | undefined
let world: Promise<void> | undefined

/** @param needsShapes whether the countries' shapes are to be there, too */
export async function loadCharts(needsShapes: boolean): Promise<Charts> {
  charts ??= import('./echarts.ts')
  if (needsShapes) world ??= loadWorld(charts)
  try {
    const [loaded] = await Promise.all([charts, needsShapes ? world : undefined])
    return loaded
  } catch (error) {
    // The next one asks again: the net may be back.
    charts = undefined
    world = undefined
    throw error
  }
}

async function loadWorld(charts: Promise<Charts>): Promise<void> {
  const [{ registerWorld }, { readShapes }] = await Promise.all([charts, import('./shapes.ts')])
  registerWorld(readShapes())
}
