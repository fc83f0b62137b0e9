/** Once more is enough where old files stay for a while; where they go at once a statement may be unlucky more than once. */
const MAX_TRIES = 5

/** Asks, and asks again while it fails with what `mayHelp` says asking again may help against. @throws what `ask` threw last */
export async function insist<T>(ask: () => Promise<T>, mayHelp: (error: unknown) => boolean): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries === MAX_TRIES || !mayHelp(error)) throw error
    }
  }
}
