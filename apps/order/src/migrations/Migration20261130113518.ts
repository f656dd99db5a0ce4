import { Migration } from '@mikro-orm/migrations';

export class Migration20261130113518 extends Migration {
  override name = 'Migration20261130113518';

  override up(): void | Promise<void> {
    this.addSql(`alter table "order" add "country" text null, add "tax_rate" jsonb null;`);

    this.addSql(`alter table "order_line" add "tax_minor" bigint not null default '0';`);

    this.addSql(`alter table "quote" add "country" text null, add "tax_rate" jsonb null;`);

    this.addSql(`alter table "refund" add "tax_minor" bigint not null default '0';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "order" drop column "country", drop column "tax_rate";`);

    this.addSql(`alter table "order_line" drop column "tax_minor";`);

    this.addSql(`alter table "quote" drop column "country", drop column "tax_rate";`);

    this.addSql(`alter table "refund" drop column "tax_minor";`);
  }
}
