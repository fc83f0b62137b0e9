// A short word at the edge of the window, such as "Address copied".
import { useEffect, useState } from 'preact/hooks'

const SAID = 'clickstream:said'

export function say(text: string): void {
  dispatchEvent(new CustomEvent(SAID, { detail: text }))
}

/** What was said in the last seconds. */
export function useNotice(ms = 3500): string {
  const [text, setText] = useState('')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hear = (event: Event) => {
      setText((event as CustomEvent<string>).detail)
      clearTimeout(timer)
      timer = setTimeout(() => setText(''), ms)
    }
    addEventListener(SAID, hear)
    return () => {
      removeEventListener(SAID, hear)
      clearTimeout(timer)
    }
  }, [ms])
  return text
}

/** Puts text on the clipboard and says so. Without the right to, it says that instead. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say(`${what} copied`)
  } catch {
    say('The browser does not let this page copy: select the text and copy it yourself.')
  }
}
