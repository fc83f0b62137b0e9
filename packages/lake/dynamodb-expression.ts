// A write in DynamoDB's words.
import type { AttributeValue, UpdateItemInput } from '@aws-sdk/client-dynamodb'
import type { Item, Key, Span, Value, Write } from './items.ts'

/** How a write stands in a transaction, and its input, which is that of a request of its own, too. */
export interface Expression {
  readonly kind: 'Update' | 'Delete' | 'ConditionCheck'
  readonly input: UpdateItemInput & { ConditionExpression: string }
}

export function expressionOf(TableName: string, write: Write): Expression {
  const names: Record<string, string> = {}
  const values: Record<string, AttributeValue> = {}
  const nameFor = (attribute: string): string => {
    names[`#${attribute}`] = attribute
    return `#${attribute}`
  }
  const valueFor = (place: string, value: Value): string => {
    values[place] = toAttribute(value)
    return place
  }
  const conditions = Object.entries(write.if ?? {}).map(([attribute, value]) =>
    value === null
      ? `attribute_not_exists(${nameFor(attribute)})`
      : `${nameFor(attribute)} = ${valueFor(`:if_${attribute}`, value)}`,
  )
  const set: string[] = []
  const remove: string[] = []
  for (const [attribute, value] of Object.entries(write.set ?? {})) {
    if (value === null) remove.push(nameFor(attribute))
    else set.push(`${nameFor(attribute)} = ${valueFor(`:set_${attribute}`, value)}`)
  }
  const add = Object.entries(write.add ?? {}).map(
    ([attribute, value]) => `${nameFor(attribute)} ${valueFor(`:add_${attribute}`, value)}`,
  )
  const parts = { SET: set, REMOVE: remove, ADD: add }
  const update = Object.entries(parts).flatMap(([word, each]) =>
    each.length > 0 ? [`${word} ${each.join(', ')}`] : [],
  )
  const input = {
    TableName,
    Key: keyOf(write),
    ...(conditions.length > 0 && { ConditionExpression: conditions.join(' AND ') }),
    ...(update.length > 0 && { UpdateExpression: update.join(' ') }),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as Expression['input']
  return { kind: write.isGone ? 'Delete' : update.length > 0 ? 'Update' : 'ConditionCheck', input }
}

/** What of a query says which items, and in which order. */
export function spanOf(pk: string, { from, to }: Span) {
  const parts = ['#pk = :pk']
  if (from !== undefined && to !== undefined) parts.push('#sk BETWEEN :from AND :to')
  else if (from !== undefined) parts.push('#sk >= :from')
  else if (to !== undefined) parts.push('#sk <= :to')
  return {
    KeyConditionExpression: parts.join(' AND '),
    ExpressionAttributeNames: { '#pk': 'pk', ...(parts.length > 1 && { '#sk': 'sk' }) },
    ExpressionAttributeValues: {
      ':pk': { S: pk },
      ...(from !== undefined && { ':from': { S: from } }),
      ...(to !== undefined && { ':to': { S: to } }),
    },
  }
}

export function keyOf({ pk, sk }: Key): Record<string, AttributeValue> {
  return { pk: { S: pk }, sk: { S: sk } }
}

export function fromAttributes(attributes: Record<string, AttributeValue>): Item {
  const values = Object.entries(attributes).map(([name, value]) => [name, fromAttribute(value)] as const)
  return Object.fromEntries(values) as Item
}

function toAttribute(value: Value): AttributeValue {
  if (typeof value === 'string') return { S: value }
  return typeof value === 'number' ? { N: String(value) } : { B: value }
}

function fromAttribute({ S, N, B }: AttributeValue): Value {
  return S ?? (N === undefined ? (B ?? '') : Number(N))
}
