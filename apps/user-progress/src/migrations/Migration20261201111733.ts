import { Migration } from '@mikro-orm/migrations';

export class Migration20261201111733 extends Migration {
  override name = 'Migration20261201111733';

  override up(): void | Promise<void> {
    this.addSql(`alter table "curriculum_snapshot" add "sections" jsonb not null default '[]';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "curriculum_snapshot" drop column "sections";`);
  }
}
