// Codes in the names that people have for them. By a column's name: dimensions are called the same in every data set.

type Naming = (value: string) => string | undefined

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

const NAMES: Readonly<Record<string, Naming>> = {
  country: value => (/^[A-Z]{2}$/.test(value) ? regions.of(value) : undefined),
  language: value => (/^[a-z]{2,3}(-\w+)*$/i.test(value) ? languages.of(value) : undefined),
}

/** The value itself where there is no name for it. */
export function nameValue(column: string, value: string): string {
  try {
    return (Object.hasOwn(NAMES, column) ? NAMES[column]!(value) : undefined) ?? value
  } catch {
    // Looks like a code and is none.
    return value
  }
}
