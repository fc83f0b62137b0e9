const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g

/**
 * What strangers sent, on one line of at most `width` characters, with nothing in it that a terminal would obey: control
 * characters become visible ones.
 */
export function showText(text: string, width: number = Number.POSITIVE_INFINITY): string {
  const characters = [...text.slice(0, width * 2)]
  const isCut = characters.length > width || text.length > width * 2
  const kept = isCut ? [...characters.slice(0, width - 1), '…'] : characters
  return kept.join('').replace(CONTROL, character => {
    const code = character.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '�'
  })
}
