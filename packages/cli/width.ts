// How much room text takes on a terminal, and text made safe to show there.

const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u
const MARK = /\p{Mark}|[\u200b-\u200f\u2060]/u
const PLAIN = /^[\x20-\x7e]*$/
const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** The columns a text takes. */
export function measure(text: string): number {
  if (PLAIN.test(text)) return text.length
  let width = 0
  for (const character of text) width += MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

/** At most `width` columns of the text, the last of them … when something was cut off. */
export function cut(text: string, width: number): string {
  if (measure(text) <= width) return text
  let kept = ''
  let room = width - 1
  for (const character of text) {
    room -= measure(character)
    if (room < 0) break
    kept += character
  }
  return `${kept}…`
}

/** Filled up to `width` columns with spaces. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - measure(text)))
  return align === 'right' ? space + text : text + space
}

/** Control characters made visible: what strangers sent cannot move the cursor, colour the screen or turn the text around. */
export function reveal(text: string): string {
  return text.replace(CONTROL, character => {
    const code = character.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '�'
  })
}
