/** Runs SQL; question marks stand for the parameters. */
type RunSql = <Row extends object>(sql: string, parameters?: string[]) => Promise<Row[]>;

/**
 * The tables of a PostgreSQL database in which a text stands anywhere, whatever the case of its letters.
 * @param runSql on a connection to that database
 */
export async function tablesWith(runSql: RunSql, text: string): Promise<string[]> {
  const tables = await runSql<{ name: string }>(
    `select table_schema || '"."' || table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
     order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await runSql(
      `select 1 as hit from "${name}" as r where position(lower(?) in lower(r::text)) > 0 limit 1`,
      [text],
    );
    if (rows.length > 0) found.push(name.replace('"."', '.').replace(/^public\./, ''));
  }
  return found;
}
