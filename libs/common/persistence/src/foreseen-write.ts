import {
  type Dictionary,
  type EntityMetadata,
  type EntityProperty,
  OptimisticLockError,
  type QueryResult,
  type Transaction,
  isRaw,
} from '@mikro-orm/core';
import { type ForeseenWrite, WriteBatch } from './write-batch';

/** The version of a new row, which the schema gives it. */
const FIRST_VERSION = 1;

/** Runs a write of the ORM, which joins the batch under way when what it does can be foreseen. */
export function foresee<T>(
  transaction: Transaction | undefined,
  outcome: () => ForeseenWrite | undefined,
  write: () => Promise<QueryResult<T>>,
): Promise<QueryResult<T>> {
  const batch = WriteBatch.collecting(transaction);
  const foreseen = batch && outcome();
  return batch && foreseen ? batch.foresee(foreseen, write) : write();
}

/** @returns undefined when the database tells more of the new rows than their first version */
export function foreseenInsert(
  meta: EntityMetadata,
  rows: readonly Dictionary[],
): ForeseenWrite | undefined {
  const [first = {}] = rows;
  const isGiven = ({ name }: EntityProperty): boolean => name in first && !isRaw(first[name]);
  const told = meta.props.filter((prop) => isToldOfInsert(prop) && !isGiven(prop));
  if (!isPlain(meta) || !told.every(({ version, lazy }) => Boolean(version) || lazy))
    return undefined;
  const row = versionRow(meta, FIRST_VERSION);
  return foreseen(meta, rows.length, { row, rows: rows.map(() => row) });
}

/** @returns undefined when the database tells more of the row than its next version, or that one is not known */
export function foreseenUpdate(meta: EntityMetadata, where: unknown): ForeseenWrite | undefined {
  if (!isPlain(meta) || meta.props.some(isGenerated)) return undefined;
  const { versionProperty } = meta;
  if (!versionProperty) return foreseen(meta, 1, { row: {}, rows: [] });
  const version: unknown = (where as Dictionary)[versionProperty];
  if (typeof version !== 'number') return undefined;
  const row = versionRow(meta, version + 1);
  const onMiss = (): Error => OptimisticLockError.lockFailed(meta.className);
  return { ...foreseen(meta, 1, { row, rows: [row] }), onMiss };
}

/** @returns undefined when the database tells something of the rows */
export function foreseenUpdates(
  meta: EntityMetadata,
  rows: readonly Dictionary[],
): ForeseenWrite | undefined {
  const isTold = meta.versionProperty !== undefined || meta.props.some(isGenerated);
  const isComputed = rows.some((row) => Object.values(row).some(isRaw));
  if (!isPlain(meta) || isTold || isComputed) return undefined;
  return foreseen(meta, rows.length, {});
}

function foreseen(
  { tableName }: EntityMetadata,
  affectedRows: number,
  told: Pick<QueryResult, 'row' | 'rows'>,
): ForeseenWrite {
  // The ids of all rows are made here, never by the database.
  return { table: tableName, result: { affectedRows, ...told } as QueryResult };
}

/** One table for one class. */
function isPlain({ root, className, inheritanceType }: EntityMetadata): boolean {
  return inheritanceType === undefined && root.className === className;
}

/** What the ORM has told of a new row, unless it has given it. A lazy property is not among what an entity has at once. */
function isToldOfInsert(prop: EntityProperty): boolean {
  const hasDefault = prop.persist !== false && prop.defaultRaw !== undefined;
  return [hasDefault, prop.autoincrement, prop.generated, prop.returning].some(Boolean);
}

function isGenerated({ generated, primary }: EntityProperty): boolean {
  return Boolean(generated) && !primary;
}

function versionRow(meta: EntityMetadata, version: number): Dictionary {
  const column = meta.props.find((prop) => prop.version)?.fieldNames[0];
  return column === undefined ? {} : { [column]: version };
}
