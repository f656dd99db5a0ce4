import { Migration } from '@mikro-orm/migrations';

export class Migration20261130113236 extends Migration {
  override name = 'Migration20261130113236';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "enrollment" add "suspended_at" timestamptz null, add "suspension_reason" text null;`,
    );

    this.addSql(`alter table "order_line_grant" add "disputes" jsonb null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(
      `alter table "enrollment" drop column "suspended_at", drop column "suspension_reason";`,
    );

    this.addSql(`alter table "order_line_grant" drop column "disputes";`);
  }
}
