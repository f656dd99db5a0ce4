/**
 * The DDL of a trigger that refuses statements, for `@Trigger({ expression })`: the ORM compares no trigger that is also
 * for TRUNCATE, because PostgreSQL does not list that among the events.
 * @param events such as `update or delete or truncate`
 */
export function refusingTrigger(
  table: string,
  name: string,
  events: string,
  message: string,
): string {
  const run = `"${table}_${name}_fn"()`;
  return `create or replace function ${run} returns trigger as $$ begin raise exception '${message}'; end; $$ language plpgsql;
create trigger "${name}" before ${events} on "${table}" for each statement execute function ${run}`;
}
