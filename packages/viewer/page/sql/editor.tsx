import type { RefObject, VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { TableList } from '../../wire-sql.ts'
import type { Editor, Place } from './codemirror.ts'

interface EditorProps {
  /** What it begins with; later texts go through `editor`, as people type faster than a page is drawn. */
  readonly text: string
  readonly list: TableList
  readonly fault: Place | undefined
  readonly onChange: (text: string) => void
  readonly onRun: () => void
  /** Gets the editor once it is there. */
  readonly editor: RefObject<Editor | null>
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
export const RUN_KEY: string = isMac ? '⌘↵' : 'Ctrl+Enter'

/** Where SQL is written. A plain text field stands there until the editor's own code is here. */
export function SqlEditor(props: EditorProps): VNode {
  const host = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    let isGone = false
    import('./codemirror.ts').then(({ createEditor }) => {
      if (isGone || host.current === null) return
      props.editor.current = createEditor(host.current, {
        text: latest.current.text,
        label: 'SQL',
        hint: "select app, count(*) as events\nfrom events\nwhere traffic = 'human'\ngroup by app",
        list: props.list,
        onChange: text => latest.current.onChange(text),
        onRun: () => latest.current.onRun(),
      })
      props.editor.current.mark(latest.current.fault)
    })
    return () => {
      isGone = true
      props.editor.current?.close()
      props.editor.current = null
    }
  }, [props.list])
  useEffect(() => props.editor.current?.mark(props.fault), [props.fault])
  return <div class="sql-editor" ref={host} />
}
