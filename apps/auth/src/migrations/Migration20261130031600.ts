import { Migration } from '@mikro-orm/migrations';

/** Names what the provider has verified as the code does. */
export class Migration20261130031600 extends Migration {
  override name = 'Migration20261130031600';

  override up(): void {
    this.addSql(`alter table "oauth_ticket" rename column "person" to "identity"`);
  }

  override down(): void {
    this.addSql(`alter table "oauth_ticket" rename column "identity" to "person"`);
  }
}
