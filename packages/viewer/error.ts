// What goes wrong before a question is asked.

/** The definition asks for what the viewer cannot draw: says visual and property, what is expected, and what is there. */
export class VisualError extends Error {
  override name = 'VisualError'
}

/** The address asks for what cannot be: a day that is none, an unknown zone. Status 400. */
export class StateError extends Error {
  override name = 'StateError'
}
