import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { QueryEntry, TableEntry, TableList } from '../../wire-sql.ts'
import { writeCount, writeMany } from '../words.ts'
import type { Asked, History } from './history.ts'
import type { Question } from './question.ts'

interface SidebarProps {
  readonly queries: readonly QueryEntry[]
  readonly list: TableList
  readonly history: History
  readonly chosen: string | undefined
  readonly onChoose: (question: Question) => void
  readonly onInsert: (text: string) => void
}

const TABS = { saved: 'Saved', tables: 'Tables', history: 'History' } as const
type Tab = keyof typeof TABS

/** What can be asked, what there is to ask about, and what was asked. */
export function Sidebar(props: SidebarProps): VNode {
  const [tab, setTab] = useState<Tab>('saved')
  const [words, setWords] = useState('')
  const finds = (...texts: string[]) =>
    words === '' || texts.some(text => text.toLowerCase().includes(words.toLowerCase()))
  return (
    <aside class="sql-side" aria-label="Questions and tables">
      <div class="sql-tabs" role="tablist">
        {(Object.keys(TABS) as Tab[]).map(name => (
          <button
            type="button"
            role="tab"
            id={`sql-tab-${name}`}
            key={name}
            aria-selected={tab === name}
            aria-controls="sql-panel"
            onClick={() => setTab(name)}
          >
            {TABS[name]}
          </button>
        ))}
      </div>
      <input
        class="sql-search"
        type="search"
        aria-label={`Search ${TABS[tab].toLowerCase()}`}
        placeholder="Search"
        value={words}
        onInput={event => setWords(event.currentTarget.value)}
      />
      <div class="sql-list" role="tabpanel" id="sql-panel" aria-labelledby={`sql-tab-${tab}`}>
        {tab === 'saved' ? <Saved {...props} finds={finds} /> : null}
        {tab === 'tables' ? <Tables {...props} finds={finds} /> : null}
        {tab === 'history' ? <Past {...props} finds={finds} /> : null}
      </div>
    </aside>
  )
}

type Finds = { readonly finds: (...texts: string[]) => boolean }

function Saved({ queries, chosen, onChoose, finds }: SidebarProps & Finds): VNode {
  const found = queries.filter(({ name, title, about }) => finds(name, title, about))
  if (found.length === 0) return <p class="note">No saved question has these words.</p>
  return (
    <ul>
      {found.map(({ name, title, about }) => (
        <li key={name}>
          <button
            type="button"
            class={name === chosen ? 'sql-item chosen' : 'sql-item'}
            aria-current={name === chosen ? 'true' : undefined}
            onClick={() => onChoose({ kind: 'saved', name, values: {} })}
          >
            <b>{title}</b>
            <span class="note sql-clamp">{about}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Tables({ list, onInsert, finds }: SidebarProps & Finds): VNode {
  const found = list.tables.filter(({ name, columns }) => finds(name, ...columns.map(column => column.name)))
  if (found.length === 0) return <p class="note">No table or column has these words.</p>
  return (
    <>
      {found.map(table => (
        <TableColumns key={table.name} table={table} onInsert={onInsert} finds={finds} />
      ))}
    </>
  )
}

function TableColumns({
  table,
  onInsert,
  finds,
}: { table: TableEntry; onInsert: (text: string) => void } & Finds): VNode {
  const { name, meaning, columns, partitions } = table
  const isNamed = finds(name)
  return (
    <details class="sql-table" open={!isNamed}>
      <summary title={meaning}>
        <b>{name}</b> <span class="note">{writeMany(columns.length, 'column')}</span>
      </summary>
      <p class="note">{meaning}</p>
      <ul>
        {columns
          .filter(column => isNamed || finds(column.name))
          .map(column => (
            <li key={column.name}>
              <button type="button" class="sql-column" title={column.meaning} onClick={() => onInsert(column.name)}>
                <span>
                  {column.name}
                  {partitions.includes(column.name) ? <i title="A filter on it reads fewer files"> partition</i> : null}
                </span>
                <span class="note">{column.type}</span>
              </button>
            </li>
          ))}
      </ul>
    </details>
  )
}

function Past({ history, onChoose, finds }: SidebarProps & Finds): VNode {
  const found = history.entries.filter(({ question }) => finds(titleOf(question)))
  if (found.length === 0) return <p class="note">What you ask is kept here, in this browser only.</p>
  return (
    <>
      <ul>
        {found.map(entry => (
          <li key={entry.at}>
            <button type="button" class="sql-item" onClick={() => onChoose(entry.question)}>
              <code class="sql-clamp">{titleOf(entry.question)}</code>
              <span class={entry.rows === null ? 'note sql-failed' : 'note'}>{describe(entry)}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="small" onClick={history.clear}>
        Clear history
      </button>
    </>
  )
}

function titleOf(question: Question): string {
  if (question.kind === 'text') return question.sql.trim().slice(0, 400)
  const values = Object.entries(question.values).map(([name, value]) => `${name} = ${value}`)
  return [question.name, ...values].join(', ')
}

function describe({ at, rows, fault, elapsed_ms }: Asked): string {
  const time = new Date(at).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  const outcome = rows === null ? (fault === 'cancelled' ? 'cancelled' : 'failed') : `${writeCount(rows)} rows`
  return `${time} · ${outcome} · ${elapsed_ms < 1000 ? `${elapsed_ms} ms` : `${(elapsed_ms / 1000).toFixed(1)} s`}`
}
