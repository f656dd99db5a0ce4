/** A connection keeps what it has prepared and a process keeps the names, so their number has to end. */
const MOST_TEXTS = 500;

/** The texts of statements with numbered places for values (`$1`), and the names they are prepared under. */
export class StatementTexts {
  private readonly texts = new Map<string, string | undefined>();
  private readonly names = new Map<string, string>();
  private named = 0;

  /**
   * @param sql with `?` for each value, and `\?` for a question mark
   * @returns undefined when it has places for something else
   */
  bound(sql: string, values: number): string | undefined {
    if (values === 0) return undefined;
    const known = this.texts.get(sql);
    if (known !== undefined || this.texts.has(sql)) return known;
    const text = numbered(sql, values);
    if (this.texts.size < MOST_TEXTS) this.texts.set(sql, text);
    return text;
  }

  /** Empty for a text that came when there were enough of them: it is parsed each time. */
  nameOf(text: string): string {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    return this.names.size < MOST_TEXTS ? this.rename(text) : '';
  }

  /** Has a text prepared anew, by every connection. @returns its new name */
  rename(text: string): string {
    this.named += 1;
    const name = `s${String(this.named)}`;
    this.names.set(text, name);
    return name;
  }
}

function numbered(sql: string, values: number): string | undefined {
  if (sql.includes('??')) return undefined;
  let places = 0;
  const text = sql.replace(/\\\?|\?/g, (mark) => {
    if (mark !== '?') return '?';
    places += 1;
    return `$${String(places)}`;
  });
  return places === values ? text : undefined;
}
