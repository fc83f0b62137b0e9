// Many questions to one server, a few side by side.

const AT_ONCE = 4

/** @returns the faults found, in the order of the questions */
export async function work<T>(
  questions: readonly T[],
  answer: (question: T) => Promise<string | undefined>,
): Promise<string[]> {
  const found: (string | undefined)[] = []
  const left = [...questions.entries()].reverse()
  const take = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [place, question] = next
      found[place] = await answer(question)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
  return found.filter(fault => fault !== undefined)
}
