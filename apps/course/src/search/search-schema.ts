/** The schema that is searched. */
export const LIVE = 'live';
/** The schema that a rebuild fills, until it takes the place of the live one. */
export const NEXT = 'next';

export type SearchSchema = typeof LIVE | typeof NEXT;

/** The form of the tables and of what is in them: raised with each change, after which everything is built again. */
export const SCHEMA_FORM = 3;

/** What all schemas share. */
export const COMMON = `
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;
create table if not exists public.search_state (
  id boolean primary key default true check (id),
  form integer not null,
  is_filled boolean not null default false
);
`;

/** The tables of one schema. */
export function tablesOf(schema: SearchSchema): string {
  return `
create schema ${schema};
create table ${schema}.document (
  id uuid primary key,
  revision bigint not null,
  visible boolean not null,
  title_key text collate "C" not null,
  words tsvector not null,
  vocabulary text[] not null,
  category_id text not null,
  level text not null,
  language text not null,
  currency text not null,
  price_minor bigint not null,
  price_changes_at timestamptz,
  price_then_minor bigint not null,
  duration_seconds integer not null,
  rating_average real not null,
  rating_count integer not null,
  learners integer not null,
  published_at timestamptz not null,
  features text[] not null,
  quality real not null
);
create table ${schema}.word (
  word text collate "C" primary key,
  documents integer not null
) with (fillfactor = 70);
create table ${schema}.suggestion (
  document_id uuid not null,
  key text collate "C" not null,
  kind text not null,
  text text not null,
  ref uuid,
  quality real not null,
  primary key (document_id, kind, key)
);`;
}

/**
 * The indexes of one schema beside its keys, as statements: a rebuild makes them when the tables are full, which takes a
 * small part of the time.
 * @param besideWrites whether others write meanwhile; such a statement cannot be part of a transaction
 */
export function indexesOf(schema: SearchSchema, besideWrites = false): string[] {
  const create = `create index ${besideWrites ? 'concurrently ' : ''}`;
  return [
    `${create}on ${schema}.document using gin (words) with (fastupdate = off)`,
    `${create}on ${schema}.document (quality desc, id desc) where visible`,
    `${create}on ${schema}.document (published_at desc, id desc) where visible`,
    `${create}on ${schema}.document (rating_average desc, id desc) where visible`,
    `${create}on ${schema}.document (learners desc, id desc) where visible`,
    `${create}on ${schema}.document (price_minor, id) where visible`,
    `${create}on ${schema}.document (title_key text_pattern_ops) where visible`,
    `${create}on ${schema}.document (price_changes_at) where visible and price_changes_at is not null`,
    `${create}on ${schema}.word using gin (word gin_trgm_ops)`,
    `${create}on ${schema}.suggestion (key)`,
  ];
}
