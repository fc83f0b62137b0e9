// The editor itself, a chunk of its own. It lives in a shadow root: there its styles are adopted style sheets, which the
// page's policy allows, and not elements with text in them, which it does not.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { SQLDialect, sql } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorState, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { TableList } from '../../wire-sql.ts'
import { completeFrom } from './completion.ts'
import { KEYWORDS, TYPES } from './keywords.ts'

export interface Place {
  readonly line: number
  readonly column?: number
}

export interface Editor {
  readonly text: string
  setText(text: string): void
  insert(text: string): void
  /** Marks where the question is at fault; undefined takes the mark away. */
  mark(place: Place | undefined): void
  focus(): void
  close(): void
}

export interface EditorOptions {
  readonly text: string
  readonly label: string
  readonly hint: string
  readonly list: TableList
  readonly onChange: (text: string) => void
  readonly onRun: () => void
}

const setMark = StateEffect.define<Place | undefined>()

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(found, transaction) {
    const effect = transaction.effects.find(each => each.is(setMark))
    if (effect === undefined) return transaction.docChanged ? Decoration.none : found
    const place = effect.value as Place | undefined
    return place === undefined ? Decoration.none : markPlace(transaction.state, place)
  },
  provide: field => EditorView.decorations.from(field),
})

const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--sql-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--sql-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--sql-number)' },
  { tag: [tags.standard(tags.name), tags.function(tags.variableName)], color: 'var(--sql-function)' },
  { tag: tags.typeName, color: 'var(--sql-number)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--soft)', fontStyle: 'italic' },
])

const theme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'transparent', fontSize: '13px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--soft)', border: 'none', paddingLeft: '6px' },
  '.cm-content ::selection': { backgroundColor: 'var(--sql-selection)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--sql-selection)',
    color: 'inherit',
  },
  '.cm-placeholder': { color: 'var(--soft)' },
  '.cm-fault': { textDecoration: 'underline wavy var(--bad)', textUnderlineOffset: '3px' },
  '.cm-faultLine': { backgroundColor: 'var(--sql-fault)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--card)',
    color: 'var(--text)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
    boxShadow: '0 6px 24px rgb(0 0 0 / 18%)',
  },
  // Its corners are cut here: the meaning of a name stands beside the list, within the tooltip.
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    fontSize: '12px',
    maxHeight: '240px',
    borderRadius: '7px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px 3px 6px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--sql-selection)', color: 'var(--text)' },
  '.cm-completionDetail': { color: 'var(--soft)', fontStyle: 'normal' },
  '.cm-completionInfo': { padding: '8px 12px', maxWidth: '300px', fontFamily: 'system-ui, sans-serif' },
})

/** Puts an editor into an empty element. */
export function createEditor(host: HTMLElement, options: EditorOptions): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const dialect = SQLDialect.define({
    keywords: KEYWORDS,
    types: TYPES,
    builtin: options.list.functions.join(' '),
    doubleQuotedStrings: false,
    operatorChars: '*+-%<>!=|/',
  })
  const run = (view: EditorView) => {
    closeCompletion(view)
    options.onRun()
    return true
  }
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        keymap.of([{ key: 'Mod-Enter', run, preventDefault: true }]),
        lineNumbers(),
        history(),
        bracketMatching(),
        closeBrackets(),
        sql({ dialect }),
        syntaxHighlighting(highlight),
        autocompletion({ override: [completeFrom(options.list)], icons: false }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        placeholder(options.hint),
        marks,
        theme,
        EditorView.domEventHandlers({ beforeinput: typeOver }),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false', autocapitalize: 'off' }),
        EditorView.updateListener.of(update => {
          if (update.docChanged) options.onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
  return {
    get text() {
      return view.state.doc.toString()
    },
    setText: text => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    insert: text => {
      view.dispatch(view.state.replaceSelection(text))
      view.focus()
    },
    mark: place => view.dispatch({ effects: setMark.of(place) }),
    focus: () => view.focus(),
    close: () => view.destroy(),
  }
}

/**
 * Types over what is selected. Left to themselves browsers keep the colour of what was there, with a style attribute that
 * the page's policy forbids.
 */
function typeOver(event: InputEvent, view: EditorView): boolean {
  const { state } = view
  const { data, inputType } = event
  if (inputType !== 'insertText' || data === null || view.composing || state.selection.main.empty) return false
  const { from, to } = state.selection.main
  const insert = () => state.update(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true })
  const isHandled = state.facet(EditorView.inputHandler).some(handle => handle(view, from, to, data, insert))
  if (!isHandled) view.dispatch(insert())
  event.preventDefault()
  return true
}

function markPlace({ doc }: EditorState, { line: number, column }: Place): DecorationSet {
  if (number < 1 || number > doc.lines) return Decoration.none
  const line = doc.line(number)
  const whole = Decoration.line({ class: 'cm-faultLine' }).range(line.from)
  const from = line.from + (column ?? 0) - 1
  const word = column === undefined ? undefined : /^("[^"]*"|\w+|.)/.exec(doc.sliceString(from, line.to))?.[0]
  if (!word) return Decoration.set([whole])
  return Decoration.set([whole, Decoration.mark({ class: 'cm-fault' }).range(from, from + word.length)])
}
