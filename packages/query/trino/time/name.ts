// What months, days of the week and halves of the day are called.

export const NAMES = {
  monthOfYear: [
    ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
    ...['August', 'September', 'October', 'November', 'December'],
  ],
  dayOfWeek: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  halfdayOfDay: ['AM', 'PM'],
} as const

/** The number that the first name stands for. */
export const FIRST = { monthOfYear: 1, dayOfWeek: 1, halfdayOfDay: 0 } as const

export type Named = keyof typeof NAMES

export function nameOf(field: Named, value: number, isShort: boolean): string {
  const name = NAMES[field][value - FIRST[field]]!
  return isShort ? name.slice(0, 3) : name
}

/** The value whose name, or the first three letters of it, a text has at a place; written as it is, all small or all large. */
export function findName(field: Named, text: string, at: number): { value: number; length: number } | undefined {
  let found: { value: number; length: number } | undefined
  for (const [i, name] of NAMES[field].entries()) {
    for (const form of [name, name.slice(0, 3)]) {
      const part = text.slice(at, at + form.length)
      const isSame = part === form || part === form.toLowerCase() || part === form.toUpperCase()
      if (isSame && form.length > (found?.length ?? 0)) found = { value: i + FIRST[field], length: form.length }
    }
  }
  return found
}
