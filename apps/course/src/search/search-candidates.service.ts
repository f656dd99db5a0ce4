import { Injectable } from '@nestjs/common';
import type { CatalogSort } from '../catalog-filter/catalog-filter.dto';
import { BEGINNINGS, bandOf, bandsOf } from './search-tokens';
import { quoted } from './search-text';
import { type ParsedQuery, SearchWordsRepository } from './search-words.repository';

/** With more bands than these the index of words takes longer than it saves. */
const BANDS_MAX = 400;

interface Band {
  readonly token: string;
  readonly documents: number;
}

/** What documents are looked for by. */
export interface Wanted {
  /** Undefined for all words. */
  readonly query: ParsedQuery | undefined;
  /** Documents have one of each list. */
  readonly tokens: readonly (readonly string[])[];
  readonly sort: CatalogSort;
  /** How many documents are wanted, more or less, when more match. */
  readonly enough: number;
}

/** Documents, as the index of words finds them. */
export interface Candidates {
  /** In the notation of `tsquery`. */
  readonly matches: string;
  /** False when only the first ones of the order are among them. */
  readonly isWhole: boolean;
}

/**
 * Keeps a common word as cheap as a rare one. The vocabulary says how many documents have each word and each token, so
 * it is known before the search whether about more match than anybody needs. Then only the first bands of the order are
 * searched, as many as have enough of them.
 */
@Injectable()
export class SearchCandidates {
  constructor(private readonly words: SearchWordsRepository) {}

  /** @returns null when nothing can match. @throws SearchUnavailable */
  async of(wanted: Wanted): Promise<Candidates | null> {
    const { query, tokens, enough } = wanted;
    if (query?.matches === null || tokens.some((some) => some.length === 0)) return null;
    const all = [...(query ? [`(${query.matches})`] : []), ...tokens.map(anyOf)];
    const atMost = Math.min(...(query?.documents ?? []), Number.POSITIVE_INFINITY);
    const first = atMost > enough ? await this.firstBands(wanted) : [];
    if (first.length > 0) all.push(anyOf(first));
    return { matches: all.join(' & '), isWhole: first.length === 0 };
  }

  /** Tokens of the bands an order begins with; none when all bands are needed. */
  private async firstBands({ query, tokens, sort, enough }: Wanted): Promise<string[]> {
    const { measure, end } = BEGINNINGS[sort];
    const prefix = bandsOf(measure);
    const known = await this.words.documentsOf(tokens.flat(), prefix);
    const bands = [...known]
      .filter(([token]) => token.startsWith(prefix))
      .map(([token, documents]): Band => ({ token, documents }))
      .sort((a, b) => bandOf(a.token) - bandOf(b.token));
    if (end === 'highest') bands.reverse();
    const total = bands.reduce((sum, { documents }) => sum + documents, 0);
    const ofTokens = tokens.map((some) =>
      some.reduce((sum, token) => sum + (known.get(token) ?? 0), 0),
    );
    // As if words came independently of each other.
    const share = [...(query?.documents ?? []), ...ofTokens].reduce(
      (product, documents) => product * Math.min(1, documents / total),
      1,
    );
    return firstOf(bands, enough / share, total);
  }
}

/** The first bands that have so many documents together. */
function firstOf(bands: readonly Band[], documents: number, total: number): string[] {
  if (documents >= total) return [];
  const first: string[] = [];
  let reached = 0;
  for (const band of bands) {
    if (reached >= documents) break;
    first.push(band.token);
    reached += band.documents;
  }
  return first.length > BANDS_MAX ? [] : first;
}

function anyOf(tokens: readonly string[]): string {
  return `(${tokens.map(quoted).join(' | ')})`;
}
