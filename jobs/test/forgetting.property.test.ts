// Whoever is forgotten, in whatever lake: no byte of their id is left in any file, and everybody else's rows are as they were.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accepted, event, HOUR, NOON, People, type Row, refused, showJson } from './people.ts'

/** No id is part of another. */
const visitors = ['vis-a0x', 'vis b1x/ü"', "vis-c2'x", 'vis%d3x', 'vis-e4x\\']
const users = ['usr-a0x', 'usr@b1x.example', 'usr c2x&"']
const apps = ['store', 'shortener']

interface Said {
  readonly visitor: string | null
  readonly user: string | null
  readonly app: string
  readonly hour: number
  /** How it was refused; null: it was accepted. */
  readonly form: keyof typeof forms | null
  readonly is_repeated: boolean
}

/** Texts that are no events, each with the ids in a form of its own. */
const forms = {
  json: (ids: Row) => JSON.stringify({ ...ids, event_type: 'Not A Type' }),
  escaped: (ids: Row) => JSON.stringify({ body: JSON.stringify(ids) }),
  'cut off': (ids: Row) => `${JSON.stringify({ ...ids, more: 1 }).slice(0, -2)}`,
  query: (ids: Row) => `${new URLSearchParams(ids as Record<string, string>)}&x=`,
  segment: ({ anonymous_id, user_id }: Row) => `[${JSON.stringify({ anonymousId: anonymous_id, userId: user_id })}`,
  unicode: (ids: Row) =>
    JSON.stringify(ids).replace(/: ?"(.)/g, (_, first: string) =>
      /[a-z]/.test(first) ? `:"\\u00${first.charCodeAt(0).toString(16)}` : `:"${first}`,
    ),
}

const said = fc
  .record({
    visitor: fc.option(fc.constantFrom(...visitors), { freq: 6 }),
    user: fc.option(fc.constantFrom(...users), { freq: 1 }),
    app: fc.constantFrom(...apps),
    hour: fc.nat(3),
    form: fc.option(fc.constantFrom(...(Object.keys(forms) as (keyof typeof forms)[])), { freq: 1 }),
    is_repeated: fc.boolean(),
  })
  .filter(({ visitor, user }) => visitor !== null || user !== null)

const person: fc.Arbitrary<{ visitor?: string; user?: string }> = fc.oneof(
  fc.record({ visitor: fc.constantFrom(...visitors) }),
  fc.record({ user: fc.constantFrom(...users) }),
)

function bodyOf(each: Said, event_id: string): object {
  const { visitor, user, app, hour, form } = each
  const at = NOON + hour * HOUR
  const ids = {
    ...(visitor === null ? {} : { anonymous_id: visitor }),
    ...(user === null ? {} : { user_id: user }),
  }
  if (form !== null) return { ...refused(at, event_id, forms[form](ids)), app }
  return accepted(at, event(event_id, { ...ids, app }))
}

/** By the words of the job's help. Ids of accepted events tell the devices. */
function ownersOf(all: readonly Said[], who: { visitor?: string; user?: string }): (each: Said) => boolean {
  if (who.visitor !== undefined) return ({ visitor }) => visitor === who.visitor
  const logins = all.filter(({ user, form }) => user === who.user && form === null)
  const devices = new Set(logins.map(({ visitor }) => visitor))
  return ({ visitor, user }) => (user === null ? devices.has(visitor) : user === who.user)
}

/** The ways an id may be written in a file. */
function writings(id: string): Set<string> {
  const json = (text: string) => JSON.stringify(text).slice(1, -1)
  const query = (text: string) => `${new URLSearchParams({ '': text })}`.slice(1)
  return new Set([id, json(id), json(json(id)), query(id), encodeURIComponent(id)])
}

const sorted = (rows: readonly Row[]) => rows.map(showJson).sort()

it('is gone from every file, and nobody else', async () => {
  const steps = fc.array(fc.tuple(fc.array(said, { minLength: 1, maxLength: 12 }), fc.boolean()), {
    minLength: 1,
    maxLength: 3,
  })
  const backlog = fc.array(said, { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(steps, backlog, person, async (steps, backlog, who) => {
      const people = new People()
      try {
        let n = 0
        const owners = new Map<string, Said>()
        const put = async (some: readonly Said[]) => {
          for (const each of some) {
            const id = `e${n++}`
            owners.set(id, each)
            const body = bodyOf(each, id)
            await people.put(each.is_repeated && each.form === null ? [body, body] : [body])
          }
        }
        for (const [some, isRenewed] of steps) {
          await put(some)
          await people.land()
          if (isRenewed) for (const name of ['events', 'rejected'] as const) await people.renew(name)
        }
        await people.derive()
        await put(backlog)
        const isOwn = ownersOf([...owners.values()], who)
        const others = (rows: readonly Row[]) => rows.filter(row => !isOwn(owners.get(row.event_id as string)!))
        const before = { events: others(await people.rows('events')), rejected: others(await people.rows('rejected')) }
        const id = who.visitor ?? who.user!
        const written = [...writings(id)]
        const isThere = [...owners.values()].some(each => id === each.visitor || id === each.user)
        expect((await people.traces(written)).length > 0).toBe(isThere)
        const { data } = await people.run('forget', { ...who, reason: 'asked' })
        expect(await people.traces(written)).toEqual([])
        expect(sorted(await people.rows('events'))).toEqual(sorted(before.events))
        expect(sorted(await people.rows('rejected'))).toEqual(sorted(before.rejected))
        expect((await people.run('forget', { verify: data!.receipt as string })).lines[0]).toMatch(/^yes/)

        // What is derived is what it would be, had the person never come.
        const derived = ['sessions', 'identities', 'rollups_hourly'] as const
        const restated = await Promise.all(derived.map(name => people.rows(name)))
        await people.run('sessions', { full: true })
        expect(await people.rows('sessions')).toEqual(restated[0])
        for (const row of await people.rows('events')) {
          if (row.anonymous_id === null || row.user_id === null) continue
          const { anonymous_id, user_id } = row
          expect(restated[1]).toContainEqual(expect.objectContaining({ anonymous_id, user_id }))
        }
        const counted = restated[2]!.reduce((sum, row) => sum + Number(row.events), 0)
        expect(counted).toBe(before.events.length)

        // The stream goes on: what waited comes to the lake, without the person.
        await people.land()
        const left = [...owners].filter(([, each]) => !isOwn(each)).map(([id]) => id)
        const landed = [...(await people.rows('events')), ...(await people.rows('rejected'))].map(row => row.event_id)
        expect(landed.sort()).toEqual(left.sort())
      } finally {
        await people.close()
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 3) },
  )
}, 120_000)
