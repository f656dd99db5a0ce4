import { Trigger } from '@mikro-orm/decorators/legacy';

interface RefusingTrigger {
  readonly table: string;
  readonly name: string;
  readonly events: readonly ('update' | 'delete' | 'truncate')[];
  /** What the error of PostgreSQL says. */
  readonly message: string;
}

/**
 * Makes PostgreSQL refuse statements on the table of an entity, also those that name no row. The DDL is written out,
 * because PostgreSQL does not list TRUNCATE among the events of a trigger, and the ORM could not compare it.
 */
export function Refuse({ table, name, events, message }: RefusingTrigger) {
  const run = `"${table}_${name}_fn"()`;
  return Trigger({
    ...{ name, timing: 'before', events: [...events], forEach: 'statement' },
    expression: `create or replace function ${run} returns trigger as $$ begin raise exception '${message}'; end; $$ language plpgsql;
create trigger "${name}" before ${events.join(' or ')} on "${table}" for each statement execute function ${run}`,
  });
}

/** Lets rows be inserted into the table of an entity, and nothing else. @param message what the error says */
export function AppendOnly(table: string, message: string) {
  const name = `${table}_append_only`;
  return Refuse({ table, name, events: ['update', 'delete', 'truncate'], message });
}
