import type { VNode } from 'preact'
import type { ParameterEntry, QueryEntry, SqlError } from '../../wire-sql.ts'

interface FormProps {
  readonly query: QueryEntry
  readonly values: Readonly<Record<string, string>>
  readonly fault: SqlError | undefined
  readonly onChange: (values: Readonly<Record<string, string>>) => void
  readonly onRun: () => void
}

/** A saved question's parameters. What is left empty has its default, which stands there in grey. */
export function ParameterForm({ query, values, fault, onChange, onRun }: FormProps): VNode | null {
  if (query.parameters.length === 0) return null
  const set = (name: string, value: string) => {
    const { [name]: _, ...others } = values
    onChange(value === '' ? others : { ...others, [name]: value })
  }
  // The period first, as it is asked for everywhere.
  const order = (entry: ParameterEntry) => ['from', 'to'].indexOf(entry.name) + 1 || 9
  return (
    <form
      class="sql-form"
      onSubmit={event => {
        event.preventDefault()
        onRun()
      }}
    >
      {query.parameters
        .toSorted((a, b) => order(a) - order(b))
        .map(entry => (
          <Field
            key={entry.name}
            entry={entry}
            value={values[entry.name] ?? ''}
            fault={fault?.field === entry.name ? fault.error : undefined}
            onChange={value => set(entry.name, value)}
          />
        ))}
      {/* Enter in a field runs the question. */}
      <button type="submit" class="sql-hidden" tabIndex={-1} aria-hidden="true">
        Run
      </button>
    </form>
  )
}

interface FieldProps {
  readonly entry: ParameterEntry
  readonly value: string
  readonly fault: string | undefined
  readonly onChange: (value: string) => void
}

function Field({ entry, value, fault, onChange }: FieldProps): VNode {
  const { name, type, default: standard } = entry
  const id = `parameter-${name}`
  return (
    <div class={fault === undefined ? 'sql-field' : 'sql-field wrong'}>
      <label for={id}>
        {name.replaceAll('_', ' ')} <span class="note">{type}</span>
      </label>
      <Input entry={entry} id={id} value={value} isWrong={fault !== undefined} onChange={onChange} />
      {fault !== undefined ? (
        <p class="sql-fault" id={`${id}-about`} role="alert">
          {fault}
        </p>
      ) : (
        <p class="note" id={`${id}-about`}>
          {standard === null
            ? `Needed: ${entry.expected}`
            : type === 'date' || type === 'timestamp'
              ? shortExpected(entry)
              : ''}
        </p>
      )}
    </div>
  )
}

function Input(props: {
  entry: ParameterEntry
  id: string
  value: string
  isWrong: boolean
  onChange: (value: string) => void
}) {
  const { entry, id, value, isWrong, onChange } = props
  const { type, default: standard, values, isClosed } = entry
  const about = { 'aria-describedby': `${id}-about`, 'aria-invalid': isWrong }
  const closed = type === 'boolean' ? ['true', 'false'] : isClosed ? values : undefined
  if (closed !== undefined) {
    return (
      <select id={id} {...about} value={value} onChange={event => onChange(event.currentTarget.value)}>
        {standard === null ? <option value="">choose</option> : <option value="">{standard} (default)</option>}
        {closed
          .filter(each => each !== standard)
          .map(each => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
      </select>
    )
  }
  return (
    <>
      <input
        id={id}
        {...about}
        type="text"
        inputMode={type === 'integer' ? 'numeric' : type === 'decimal' ? 'decimal' : 'text'}
        list={values.length > 0 || type === 'date' ? `${id}-values` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={value}
        placeholder={standard ?? entry.expected}
        onInput={event => onChange(event.currentTarget.value)}
      />
      {values.length > 0 || type === 'date' ? (
        <datalist id={`${id}-values`}>
          {(values.length > 0 ? values : DAYS).map(each => (
            <option key={each} value={each} />
          ))}
        </datalist>
      ) : null}
    </>
  )
}

const DAYS = ['today', 'yesterday', '7 days ago', '30 days ago', '90 days ago']

/** "a day, such as 2026-01-31, today …" → "2026-01-31, today …" */
function shortExpected({ expected }: ParameterEntry): string {
  return expected.replace(/^.*such as /, '')
}
