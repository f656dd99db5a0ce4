import { Migration } from '@mikro-orm/migrations';

export class Migration20261201021600 extends Migration {
  override name = 'Migration20261201021600';

  override up(): void | Promise<void> {
    this.addSql(`drop trigger if exists "security_event_append_only" on "security_event";`);
    this.addSql(
      `create trigger "security_event_append_only" before update or delete or truncate on "security_event" for each statement execute function "security_event_security_event_append_only_fn"();`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop trigger if exists "security_event_append_only" on "security_event";`);
    this.addSql(
      `create trigger "security_event_append_only" before update or delete on "security_event" for each statement execute function "security_event_security_event_append_only_fn"();`,
    );
  }
}
