// An SQL/JSON path as a tree.
import type { Scalar } from './item.ts'

export interface Subscript {
  readonly from: Path
  readonly to?: Path
}

export type Path =
  | { readonly op: 'context' | 'current' | 'last' | 'null' }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'literal'; readonly value: Scalar }
  | { readonly op: 'sign'; readonly sign: '+' | '-'; readonly of: Path }
  | { readonly op: 'binary'; readonly sign: Sign; readonly left: Path; readonly right: Path }
  /** A key of null is every one. */
  | { readonly op: 'member'; readonly of: Path; readonly key: string | null }
  | { readonly op: 'descendant'; readonly of: Path; readonly key: string }
  /** Subscripts of null are every one. */
  | { readonly op: 'items'; readonly of: Path; readonly subscripts: readonly Subscript[] | null }
  | { readonly op: 'filter'; readonly of: Path; readonly where: Predicate }
  | { readonly op: 'method'; readonly of: Path; readonly name: Method }

export type Sign = '+' | '-' | '*' | '/' | '%'
export type Compared = '==' | '<>' | '!=' | '<' | '>' | '<=' | '>='

export const METHODS = ['type', 'size', 'double', 'ceiling', 'floor', 'abs', 'datetime', 'keyvalue'] as const
export type Method = (typeof METHODS)[number]

export type Predicate =
  | { readonly op: 'compare'; readonly sign: Compared; readonly left: Path; readonly right: Path }
  | { readonly op: 'starts'; readonly whole: Path; readonly initial: Path }
  | { readonly op: 'regexp'; readonly path: Path }
  | { readonly op: 'exists'; readonly path: Path }
  | { readonly op: 'unknown' | 'not'; readonly of: Predicate }
  | { readonly op: 'and' | 'or'; readonly left: Predicate; readonly right: Predicate }

export interface JsonPath {
  readonly isLax: boolean
  readonly root: Path
}
