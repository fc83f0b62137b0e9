// The SQL page: a question, one's own or a saved one, and its answer.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { QueryList, TableList } from '../../wire-sql.ts'
import { useAnswer } from '../answer.ts'
import { navigate, useAddress } from '../route.ts'
import { TileError } from '../tileerror.tsx'
import type { Editor } from './codemirror.ts'
import { SqlEditor } from './editor.tsx'
import { ParameterForm } from './form.tsx'
import { useHistory } from './history.ts'
import { type Question, QuestionError, readAddress, writeAddress, writeText } from './question.ts'
import { Result } from './result.tsx'
import { useRunning } from './running.ts'
import { ScrollingText } from './scroll.tsx'
import { Sidebar } from './sidebar.tsx'
import { Toolbar } from './toolbar.tsx'
import './style.css'

const NOTHING: Question = { kind: 'text', sql: '' }
const DRAFT = 'clickstream:sql:draft'
const NO_TABLES: TableList = { tables: [], functions: [] }

export default function SqlPage(): VNode {
  const { search } = useAddress()
  const queries = useAnswer<QueryList>('/api/queries')
  const tables = useAnswer<TableList>('/api/tables')
  const history = useHistory()
  const running = useRunning(history.add)
  const editor = useRef<Editor | null>(null)
  const [question, setQuestion] = useState<Question>(() => readAddress(search) ?? readDraft())
  const [isSqlShown, setSqlShown] = useState(false)
  const { run } = running

  // The back button, and links to here.
  useEffect(() => {
    const asked = readAddress(location.search)
    if (asked !== undefined && writeAddress(asked) !== writeAddress(question)) show(asked)
  }, [search])

  const show = (next: Question) => {
    setQuestion(next)
    if (next.kind === 'text') editor.current?.setText(next.sql)
  }
  const choose = (next: Question) => {
    running.clear()
    setSqlShown(false)
    show(next)
    navigate(writeAddress(next))
  }
  const change = (next: Question) => {
    setQuestion(next)
    if (next.kind === 'text') sessionStorage.setItem(DRAFT, next.sql)
  }
  const start = () => {
    if (question.kind === 'text' && question.sql.trim() === '') return
    navigate(writeAddress(question), { replace: true })
    running.start(question)
  }
  const openInEditor = async () => {
    if (question.kind !== 'saved') return
    try {
      choose({ kind: 'text', sql: await writeText(question, AbortSignal.timeout(10_000)) })
    } catch (error) {
      // A value at fault: running it says so at its field.
      if (error instanceof QuestionError) running.start(question)
    }
  }
  const insert = (text: string) => {
    if (question.kind === 'saved') choose({ kind: 'text', sql: text })
    else editor.current?.insert(text)
  }

  const fault = run.status === 'failed' ? run.fault : undefined
  const place = fault?.line === undefined ? undefined : (fault as { line: number; column?: number })
  const query =
    question.kind === 'saved' ? queries.answer?.queries.find(({ name }) => name === question.name) : undefined
  const error = queries.error ?? tables.error
  if (error !== undefined) {
    return (
      <TileError
        message={error.message}
        error={error}
        again={queries.error === undefined ? tables.again : queries.again}
      />
    )
  }
  return (
    <div class="sql-page">
      <h1 class="unseen">SQL</h1>
      <Sidebar
        queries={queries.answer?.queries ?? []}
        list={tables.answer ?? NO_TABLES}
        history={history}
        chosen={question.kind === 'saved' ? question.name : undefined}
        onChoose={choose}
        onInsert={insert}
      />
      <div class="sql-main">
        <section class="sql-card" aria-label="Question">
          {question.kind === 'text' ? (
            <SqlEditor
              text={question.sql}
              list={tables.answer ?? NO_TABLES}
              fault={place}
              onChange={sql => change({ kind: 'text', sql })}
              onRun={start}
              editor={editor}
            />
          ) : query === undefined ? (
            <p class="note">
              {queries.answer === undefined ? 'Loading …' : `There is no saved question ${question.name}.`}
            </p>
          ) : (
            <>
              <header class="sql-query-head">
                <h2>{query.title}</h2>
                <button type="button" class="small" onClick={() => choose(NOTHING)}>
                  Write SQL
                </button>
              </header>
              <p class="note">{query.about}</p>
              <ParameterForm
                query={query}
                values={question.values}
                fault={fault}
                onChange={values => change({ ...question, values })}
                onRun={start}
              />
              <div class="sql-show">
                <button type="button" class="link" aria-expanded={isSqlShown} onClick={() => setSqlShown(!isSqlShown)}>
                  {isSqlShown ? 'Hide SQL' : 'Show SQL'}
                </button>
                <button type="button" class="link" onClick={openInEditor}>
                  Open in the editor
                </button>
              </div>
              {isSqlShown ? <ScrollingText label="SQL" kind="sql-text" text={query.sql} /> : null}
            </>
          )}
          <Toolbar question={question} run={run} onRun={start} onCancel={running.cancel} />
        </section>
        <Result run={run} last={running.last} />
      </div>
    </div>
  )
}

function readDraft(): Question {
  return { kind: 'text', sql: sessionStorage.getItem(DRAFT) ?? '' }
}
