import { Migration } from '@mikro-orm/migrations';

/** Applications are approved or rejected, as decisions on courses are. */
export class Migration20261130063500 extends Migration {
  override name = 'Migration20261130063500';

  override up(): void {
    this.addSql(
      `update "instructor_application" set "status" = 'approved' where "status" = 'accepted';`,
    );
    this.addSql(
      `update "instructor_application" set "status" = 'rejected' where "status" = 'refused';`,
    );
  }

  override down(): void {
    this.addSql(
      `update "instructor_application" set "status" = 'accepted' where "status" = 'approved';`,
    );
    this.addSql(
      `update "instructor_application" set "status" = 'refused' where "status" = 'rejected';`,
    );
  }
}
