import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { SearchDocument, SuggestionKind } from './course-search';
import { SearchDatabase } from './search-database';
import { qualityOf } from './search-quality';
import { NEXT, type SearchSchema } from './search-schema';
import { type IndexedWords, type WeightedText, indexedWords, keyOf, quoted } from './search-text';
import { tokensOf } from './search-tokens';

/** A course is suggested by each of the first words of its title. */
const TITLE_STARTS = 4;
/** How many counts of words one statement of a rebuild adds. */
const COUNTED_AT_ONCE = 5_000;
const NO_WORDS: IndexedWords = { vector: '', vocabulary: [] };

interface Prepared {
  readonly document: SearchDocument;
  readonly words: IndexedWords;
}

interface SuggestionRow {
  readonly document_id: string;
  readonly key: string;
  readonly kind: SuggestionKind;
  readonly text: string;
  readonly ref: string | null;
  readonly quality: number;
}

interface KnownRow {
  readonly id: string;
  readonly revision: string;
  readonly vocabulary: readonly string[];
}

/** Writes search documents. Late, repeated and concurrent writes leave the newest revision of each. */
@Injectable()
export class SearchIndexRepository {
  constructor(private readonly database: SearchDatabase) {}

  /** @throws SearchUnavailable */
  async store(documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const prepared = documents.map(preparedOf);
    await this.database.write(async (client, schema) => {
      await countWords(client, schema, await storeIn(client, schema, prepared));
    });
  }

  /**
   * Builds everything again while the old documents are searched.
   * @param fill gives every document to `store`, some at a time
   * @returns false when another process rebuilds already
   * @throws SearchUnavailable
   */
  rebuild(fill: (store: SearchIndexRepository['store']) => Promise<void>): Promise<boolean> {
    return this.database.rebuild(async () => {
      const counts = new Map<string, number>();
      await fill(async (documents) => {
        const prepared = documents.map(preparedOf);
        await this.database.write(
          async (client, schema) => add(counts, await storeIn(client, schema, prepared)),
          [NEXT],
        );
      });
      // At last, because nearly every document has the frequent words; what others count meanwhile is added to.
      await this.countAll(counts);
    });
  }

  private async countAll(counts: ReadonlyMap<string, number>): Promise<void> {
    const all = [...counts];
    for (let from = 0; from < all.length; from += COUNTED_AT_ONCE) {
      const some = new Map(all.slice(from, from + COUNTED_AT_ONCE));
      await this.database.write((client, schema) => countWords(client, schema, some), [NEXT]);
    }
  }
}

function preparedOf(document: SearchDocument): Prepared {
  return { document, words: wordsOf(document) };
}

function add(counts: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [word, by] of more) counts.set(word, (counts.get(word) ?? 0) + by);
}

/** @returns how many documents more or less each word is in now */
async function storeIn(
  client: PoolClient,
  schema: SearchSchema,
  prepared: readonly Prepared[],
): Promise<ReadonlyMap<string, number>> {
  const known = await client.query<KnownRow>(
    `select id, revision, vocabulary from ${schema}.document where id = any($1)`,
    [prepared.map(({ document }) => document.id)],
  );
  const before = new Map(known.rows.map((row) => [row.id, row]));
  const newer = prepared.filter(
    ({ document }) => Number(before.get(document.id)?.revision ?? -1) <= document.revision,
  );
  if (newer.length === 0) return new Map();
  await storeDocuments(client, schema, newer);
  await storeSuggestions(client, schema, newer);
  return changesOf(newer, before);
}

const COLUMNS = `id uuid, revision bigint, visible boolean, title_key text, words tsvector, vocabulary text[],
  category_id text, level text, language text, currency text, price_minor bigint,
  price_changes_at timestamptz, price_then_minor bigint, duration_seconds integer, rating_average real,
  rating_count integer, learners integer, published_at timestamptz, features text[], quality real`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0] ?? '');

async function storeDocuments(
  client: PoolClient,
  schema: SearchSchema,
  prepared: readonly Prepared[],
): Promise<void> {
  const updates = NAMES.slice(1).map((name) => `${name} = excluded.${name}`);
  await client.query(
    `insert into ${schema}.document (${NAMES.join(', ')})
     select ${NAMES.join(', ')} from jsonb_to_recordset($1) as row (${COLUMNS})
     on conflict (id) do update set ${updates.join(', ')}`,
    [JSON.stringify(prepared.map(rowOf))],
  );
}

function rowOf({ document, words }: Prepared): object {
  return {
    id: document.id,
    revision: document.revision,
    visible: document.visible,
    title_key: keyOf(document.title),
    words: words.vector,
    vocabulary: words.vocabulary,
    category_id: document.categoryId,
    level: document.level,
    language: document.language,
    currency: document.currency,
    price_minor: document.priceMinor,
    price_changes_at: document.priceChangesAt,
    price_then_minor: document.priceThenMinor,
    duration_seconds: document.durationSeconds,
    rating_average: document.ratingAverage,
    rating_count: document.ratingCount,
    learners: document.learners,
    published_at: document.publishedAt,
    features: document.features,
    quality: qualityOf(document),
  };
}

/** How many documents more or less each word is in. */
function changesOf(
  newer: readonly Prepared[],
  before: ReadonlyMap<string, KnownRow>,
): Map<string, number> {
  const changes = new Map<string, number>();
  const count = (word: string, by: number): void => {
    changes.set(word, (changes.get(word) ?? 0) + by);
  };
  for (const { document, words } of newer) {
    for (const word of words.vocabulary) count(word, 1);
    for (const word of before.get(document.id)?.vocabulary ?? []) count(word, -1);
  }
  return new Map([...changes].filter(([, by]) => by !== 0));
}

async function countWords(
  client: PoolClient,
  schema: SearchSchema,
  changes: ReadonlyMap<string, number>,
): Promise<void> {
  if (changes.size === 0) return;
  await client.query(
    `insert into ${schema}.word as known (word, documents)
     select * from unnest($1::text[], $2::integer[])
     on conflict (word) do update set documents = known.documents + excluded.documents`,
    [[...changes.keys()], [...changes.values()]],
  );
}

async function storeSuggestions(
  client: PoolClient,
  schema: SearchSchema,
  newer: readonly Prepared[],
): Promise<void> {
  await client.query(`delete from ${schema}.suggestion where document_id = any($1)`, [
    newer.map(({ document }) => document.id),
  ]);
  await client.query(
    `insert into ${schema}.suggestion (document_id, key, kind, text, ref, quality)
     select document_id, key, kind, text, ref, quality from jsonb_to_recordset($1) as row
       (document_id uuid, key text, kind text, text text, ref uuid, quality real)
     on conflict do nothing`,
    [JSON.stringify(newer.flatMap(({ document }) => suggestionsOf(document)))],
  );
}

function suggestionsOf(document: SearchDocument): SuggestionRow[] {
  if (!document.visible) return [];
  const { id, title, topics, instructors } = document;
  const common = { document_id: id, quality: qualityOf(document) };
  const starting = (text: string, kind: SuggestionKind, ref: string | null): SuggestionRow[] =>
    startsOf(text).map((key) => ({ ...common, key, kind, text, ref }));
  return [
    ...starting(title, 'course', id),
    ...topics.flatMap(({ name }) => starting(name, 'topic', null)),
    ...instructors.flatMap((one) =>
      one.name === null ? [] : starting(one.name, 'instructor', one.id),
    ),
  ];
}

/** A text from each of its first words on: `machine learning` is found by its second word too. */
function startsOf(text: string): string[] {
  const words = keyOf(text).split(' ');
  return words.slice(0, TITLE_STARTS).map((_, at) => words.slice(at).join(' '));
}

function wordsOf(document: SearchDocument): IndexedWords {
  if (!document.visible) return NO_WORDS;
  const topics = document.topics.flatMap(({ name, synonyms }) => [name, ...synonyms]);
  const names = document.instructors.map(({ name }) => name ?? '');
  const also = [document.subtitle ?? '', ...document.objectives, ...topics, ...names];
  return withTokens(tokensOf(document), [
    { text: document.title, weight: 'A' },
    ...also.map((text) => ({ text, weight: 'B' as const })),
    { text: document.description, weight: 'C' },
    ...document.lessonTitles.map((text) => ({ text, weight: 'D' as const })),
  ]);
}

/** Tokens have no positions: nothing is ranked by them. */
function withTokens(tokens: readonly string[], texts: readonly WeightedText[]): IndexedWords {
  const { vector, vocabulary } = indexedWords(texts);
  return {
    vector: `${vector} ${tokens.map(quoted).join(' ')}`,
    vocabulary: [...tokens, ...vocabulary],
  };
}
