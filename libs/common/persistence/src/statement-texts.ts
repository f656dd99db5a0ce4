/** The maximum number of prepared statements, which occupy memory in each connection. */
const MOST_TEXTS = 500;
const MARKS = /\\\?|\?/g;

/** SQL instead of a value, such as `"version" + 1`, by the index of the placeholder. */
export type Fragments = ReadonlyMap<
  number,
  { readonly sql: string; readonly params: readonly unknown[] }
>;

const NO_FRAGMENTS: Fragments = new Map();

/** The texts of statements with numbered placeholders (`$1`), and their names as prepared statements. */
export class StatementTexts {
  private readonly texts = new Map<string, string | undefined>();
  private readonly names = new Map<string, string>();
  private named = 0;

  /**
   * @param sql with `?` for each placeholder, and `\?` for a question mark
   * @param places the number of placeholders
   * @returns undefined when it has other placeholders, or none
   */
  bound(sql: string, places: number, fragments = NO_FRAGMENTS): string | undefined {
    if (places === 0) return undefined;
    const key = keyOf(sql, fragments);
    const known = this.texts.get(key);
    if (known !== undefined || this.texts.has(key)) return known;
    const text = numbered(sql, places, fragments);
    if (this.texts.size < MOST_TEXTS) this.texts.set(key, text);
    return text;
  }

  /** The name of a text; empty above the limit, so that the statement is parsed each time. */
  nameOf(text: string): string {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    return this.names.size < MOST_TEXTS ? this.rename(text) : '';
  }

  /** Makes every connection prepare a text again. @returns its new name */
  rename(text: string): string {
    this.named += 1;
    const name = `s${String(this.named)}`;
    this.names.set(text, name);
    return name;
  }
}

function keyOf(sql: string, fragments: Fragments): string {
  if (fragments.size === 0) return sql;
  const parts = Array.from(fragments, ([place, fragment]) => `${String(place)} ${fragment.sql}`);
  return [sql, ...parts].join('\n');
}

function numbered(sql: string, places: number, fragments: Fragments): string | undefined {
  const whole = fragments.size === 0 ? sql : withFragments(sql, places, fragments);
  if (whole === undefined || whole.includes('??')) return undefined;
  const values = Array.from(fragments.values()).flatMap(({ params }) => params).length;
  let at = 0;
  const text = whole.replace(MARKS, (mark) => {
    if (mark !== '?') return '?';
    at += 1;
    return `$${String(at)}`;
  });
  return at === places - fragments.size + values ? text : undefined;
}

/** Inserts the fragments and renumbers the placeholders. */
function withFragments(sql: string, places: number, fragments: Fragments): string | undefined {
  let at = -1;
  const text = sql.replace(MARKS, (mark) => {
    if (mark !== '?') return mark;
    at += 1;
    return fragments.get(at)?.sql ?? mark;
  });
  return at + 1 === places ? text : undefined;
}
