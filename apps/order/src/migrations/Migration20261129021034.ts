import { Migration } from '@mikro-orm/migrations';
import { pastedCode } from '@course-plateform/common/kernel';

/** How many receipts are read at a time. */
const BATCH = 5_000;

interface Receipt {
  readonly id: string;
  readonly bank_reference: string;
}

/** References of the bank are compared without capitals, blanks and the kind of their dashes. */
export class Migration20261129021034 extends Migration {
  override name = 'Migration20261129021034';

  override async up(): Promise<void> {
    await this.execute(`alter table "bank_receipt" add "reference_key" text null`);
    await this.keyAll();
    // Lines that were counted twice already stay, with keys that nobody else can have.
    await this.execute(
      `update "bank_receipt" set "reference_key" = "reference_key" || ' ' || "id" where "id" in (select "id" from (select "id", row_number() over (partition by "reference_key" order by "id") as nth from "bank_receipt") as counted where nth > 1)`,
    );
    await this.execute(
      `alter table "bank_receipt" add constraint "bank_receipt_reference_key_unique" unique ("reference_key")`,
    );
  }

  private async keyAll(): Promise<void> {
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const receipts = (await this.execute(
        `select id, bank_reference from "bank_receipt" where id > ? order by id limit ${BATCH}`,
        [last],
      )) as unknown as Receipt[];
      const end = receipts.at(-1);
      if (!end) return;
      last = end.id;
      const keys = receipts.map(({ id, bank_reference }) => ({
        id,
        key: pastedCode(bank_reference),
      }));
      await this.execute(
        `update "bank_receipt" set "reference_key" = made.key from json_to_recordset(?) as made(id uuid, key text) where "bank_receipt".id = made.id`,
        [JSON.stringify(keys)],
      );
    }
  }

  override down(): void {
    this.addSql(`alter table "bank_receipt" drop constraint "bank_receipt_reference_key_unique";`);
    this.addSql(`alter table "bank_receipt" drop column "reference_key";`);
  }
}
