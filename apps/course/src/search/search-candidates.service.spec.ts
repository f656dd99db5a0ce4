import { CatalogSort } from '../catalog-filter/catalog-filter.dto';
import { type Wanted, SearchCandidates } from './search-candidates.service';
import type { SearchWordsRepository } from './search-words.repository';

const QUALITY = new Map(
  Array.from({ length: 10 }, (_, band) => [`:quality:${90 + band}`, 1_000] as const),
);
const COUNTS = new Map([...QUALITY, [':level:beginner', 5_000], [':level:expert', 1_000]]);

describe('candidates of a search', () => {
  const words = { documentsOf: () => Promise.resolve(COUNTS) } as Partial<SearchWordsRepository>;
  const candidates = new SearchCandidates(words as SearchWordsRepository);

  function of(documents: number[], more: Partial<Wanted> = {}) {
    return candidates.of({
      query: { matches: "'word'", exact: "'word'", correction: null, matched: [], documents },
      tokens: [],
      sort: CatalogSort.relevance,
      enough: 1_000,
      ...more,
    });
  }

  it('are all that have a rare word', async () => {
    expect(await of([900])).toEqual({ matches: "('word')", isWhole: true });
    expect(await of([9_000, 900])).toEqual({ matches: "('word')", isWhole: true });
  });

  it('are all with characters that are not counted', async () => {
    expect(await of([0])).toEqual({ matches: "('word')", isWhole: true });
  });

  it('are those of the best bands that have enough of a common word', async () => {
    expect(await of([5_000])).toEqual({
      matches: "('word') & (':quality:99' | ':quality:98')",
      isWhole: false,
    });
  });

  it('are of more bands when words or filters leave fewer', async () => {
    const both = await of([5_000, 5_000]);
    expect(both?.matches.match(/quality/g)).toHaveLength(4);
    const narrowed = await of([5_000], { tokens: [[':level:beginner', ':level:expert']] });
    expect(narrowed?.matches.match(/quality/g)).toHaveLength(4);
    expect(narrowed?.matches).toContain("(':level:beginner' | ':level:expert')");
  });

  it('are of all bands when there are just enough', async () => {
    expect(await of([2_000], { tokens: [[':level:expert']] })).toMatchObject({ isWhole: true });
  });

  it('are none without a value to choose, or without words', async () => {
    expect(await of([900], { tokens: [[]] })).toBeNull();
  });
});
