import { Migration } from '@mikro-orm/migrations';

export class Migration20261130104144 extends Migration {
  override name = 'Migration20261130104144';

  override up(): void | Promise<void> {
    this.addSql(`alter table "outgoing_mail" add "user_id" uuid null;`);
    this.addSql(`alter table "outgoing_mail" alter column "locale" drop not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "outgoing_mail" drop column "user_id";`);
    this.addSql(`alter table "outgoing_mail" alter column "locale" set not null;`);
  }
}
