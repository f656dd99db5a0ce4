import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Contract, ContractDocument } from '../contract/document.mts';
import { type StoredDocument, plainDocument } from '../contract/plain.mts';

/** A change to a document: the way to a member, and its new value; undefined takes it away. */
export type Change = readonly [way: readonly (string | number)[], value?: unknown];

/** The sound document that fixtures are made of by changing it in one place. */
export function notesContract(...changes: readonly Change[]): Contract {
  const file = path.join(import.meta.dirname, 'fixtures', 'contract', 'notes.json');
  const stored = JSON.parse(readFileSync(file, 'utf8')) as StoredDocument;
  for (const [way, value] of changes) changeDocument(stored, way, value);
  return { service: 'notes', stored, document: plainDocument<ContractDocument>(stored) };
}

/** Sets a member of a document, or with undefined takes it away. */
export function changeDocument(
  root: object,
  way: readonly (string | number)[],
  value: unknown,
): void {
  const last = way.at(-1);
  if (last === undefined) return;
  let parent = root;
  for (const step of way.slice(0, -1)) {
    const inner: unknown = Reflect.get(parent, step);
    if (typeof inner !== 'object' || inner === null)
      throw new Error(`There is no ${way.join('/')}`);
    parent = inner;
  }
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
}

const NOTES = '/api/v1/notes';

/** Ways into the document. */
export const LIST = ['paths', NOTES, 'get'] as const;
export const CREATE = ['paths', NOTES, 'post'] as const;
export const UPDATE = ['paths', `${NOTES}/{id}`, 'patch'] as const;
export const SCHEMAS = ['components', 'schemas'] as const;
export const JSON_200 = ['responses', '200', 'content', 'application/json'] as const;
