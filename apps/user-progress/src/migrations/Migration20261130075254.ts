import { Migration } from '@mikro-orm/migrations';

export class Migration20261130075254 extends Migration {
  override name = 'Migration20261130075254';

  override up(): void | Promise<void> {
    this.addSql(`alter table "enrollment" add "end_reason" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "enrollment" drop column "end_reason";`);
  }
}
