import { Migration } from '@mikro-orm/migrations';

export class Migration20261123051000 extends Migration {
  override name = 'Migration20261123051000';

  override up(): void | Promise<void> {
    this.addSql(`alter table "signing_key" add "retired_at" timestamptz null;`);
    this.addSql(`update "signing_key" set "retired_at" = now() where "state" = 'previous';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "signing_key" drop column "retired_at";`);
  }
}
