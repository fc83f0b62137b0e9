// As much of a browser's window as analytics.js asks for.

/** Sets the globals of a page at this address; the function returned takes them away again. */
export function openWindow(address: string): () => void {
  const kept = new Map<string, string>()
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  }
  const document = Object.assign(new EventTarget(), {
    cookie: '',
    title: 'Mug',
    referrer: 'https://www.example.com/',
    readyState: 'complete',
    visibilityState: 'visible',
    querySelector: () => null,
    querySelectorAll: () => [],
    getElementsByTagName: () => [],
  })
  const page = {
    document,
    location: new URL(address),
    navigator: { userAgent: 'Browser/1', language: 'de-CH', onLine: true },
    localStorage,
    sessionStorage: localStorage,
  }
  const globals: Record<string, unknown> = { ...page, window: Object.assign(new EventTarget(), page, { fetch }) }
  const before = Object.keys(globals).map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) delete (globalThis as Record<string, unknown>)[name]
      else Object.defineProperty(globalThis, name, descriptor)
    }
  }
}
