// Every object in a definition, with the way to it.

export interface Place {
  /** `Sheets.0.Visuals.3.KPIVisual` */
  readonly path: string
  readonly value: Readonly<Record<string, unknown>>
}

export function* walk(value: unknown, path = ''): Generator<Place> {
  if (typeof value !== 'object' || value === null || value instanceof Date) return
  if (!Array.isArray(value)) yield { path, value: value as Record<string, unknown> }
  for (const [key, each] of Object.entries(value)) yield* walk(each, path === '' ? key : `${path}.${key}`)
}

/** The members of that name, wherever they stand: `KPIVisual`, `CategoryFilter`. */
export function* find<T>(value: unknown, name: string): Generator<{ readonly path: string; readonly value: T }> {
  for (const place of walk(value)) {
    if (!Object.hasOwn(place.value, name)) continue
    yield { path: place.path === '' ? name : `${place.path}.${name}`, value: place.value[name] as T }
  }
}

/** The visuals of all sheets, without the name of their kind. */
export function visualsOf(definition: {
  readonly Sheets?: readonly { readonly Visuals?: unknown[] | undefined }[] | undefined
}) {
  return (definition.Sheets ?? []).flatMap((sheet, i) =>
    (sheet.Visuals ?? []).map((visual, j) => {
      const [kind, body] = Object.entries(visual as object)[0] as [string, { readonly VisualId: string }]
      return { sheet: i, path: `Sheets.${i}.Visuals.${j}.${kind}`, kind, body }
    }),
  )
}
