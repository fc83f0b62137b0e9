// What drawings and the page around them say to one another.

/** What was clicked: the groups of one mark. */
export interface Mark {
  readonly values: readonly { readonly column: string; readonly value: string | null; readonly granularity?: string }[]
  /** In pixels of the window, for a menu beside it. */
  readonly x: number
  readonly y: number
}

export interface VisualHandle {
  /** The drawing as a picture; null when it is text. */
  png(): Promise<Blob | null>
}
