// A synthesised stage, to be asked by tests.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Resource, type Synthesis, type SynthesisOptions, synthesise } from '../../scripts/synth/synthesis.ts'
import type { STAGES } from './setup.ts'

// biome-ignore lint/suspicious/noExplicitAny: inputs are as various as AWS
type Anything = any

export class Stage {
  readonly synthesis: Synthesis

  constructor(synthesis: Synthesis) {
    this.synthesis = synthesis
  }

  /** All of a type such as aws:sqs/queue:Queue, or of any type with that end. */
  all(type: string): readonly Resource[] {
    return this.synthesis.resources.filter(each => each.type === type || each.type.endsWith(`:${type}`))
  }

  one(type: string, name?: string): Resource {
    const found = this.all(type).filter(each => name === undefined || each.name === name)
    const [one] = found
    if (one === undefined || found.length > 1) {
      throw new Error(`${type} ${name ?? ''}: expected one, got ${found.length}`)
    }
    return one
  }

  /** Its function's environment: clickstream-<stage>-<part>. */
  environment(part: string): Readonly<Record<string, string>> {
    return open(this.function(part).inputs.environment)?.variables ?? {}
  }

  function(part: string): Resource {
    const name = `clickstream-${this.synthesis.app.stage}-${part}`
    const found = this.all('Function').find(each => each.type.startsWith('aws:lambda') && each.inputs.name === name)
    if (found === undefined) throw new Error(`${name}: expected the function, got none`)
    return found
  }

  /** What a role of ours may do. */
  statements(role: string): readonly Anything[] {
    const { inlinePolicies } = open(this.one('aws:iam/role:Role', role).inputs)
    return (inlinePolicies ?? []).flatMap(({ policy }: Anything) => JSON.parse(policy).Statement)
  }

  /** Actions that a role has on resources whose ARN has this text. */
  actionsOn(role: string, text: string): readonly string[] {
    const on = this.statements(role).filter(({ Resource }) => [Resource].flat().some(each => each.includes(text)))
    return [...new Set(on.flatMap(({ Action }) => Action))].sort()
  }
}

/** The stage as every test sees it. */
export const stageOf = (stage: (typeof STAGES)[number]) =>
  new Stage(JSON.parse(readFileSync(join(inject('syntheses'), `${stage}.json`), 'utf8')))

/** A stage with switches of its own. */
export const stageWith = async (settings: NonNullable<SynthesisOptions['settings']>, stage = 'personal') =>
  new Stage(await synthesise(stage, { settings }))

/** Secrets as what they hold. */
export function open(value: Anything): Anything {
  if (value === null || typeof value !== 'object') return value
  if ('$secret' in value) return open(value.$secret)
  if (Array.isArray(value)) return value.map(open)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, open(each)]))
}
