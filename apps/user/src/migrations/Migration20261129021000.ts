import { Migration } from '@mikro-orm/migrations';
import { searchNameOf } from '../profile/profile.entity';

/** How many people are read at a time. */
const BATCH = 5_000;

interface Named {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
}

/** Names are sorted by the root collation of Unicode, and searched by words that the service makes. */
export class Migration20261129021000 extends Migration {
  override name = 'Migration20261129021000';

  override async up(): Promise<void> {
    for (const change of [
      `alter table "user_profile" alter column "search_name" drop expression`,
      `alter table "user_profile" alter column "first_name" type text collate "und-x-icu", alter column "last_name" type text collate "und-x-icu", alter column "search_name" type text collate "und-x-icu", alter column "search_name" set default ''`,
    ]) {
      await this.execute(change);
    }
    await this.nameAll();
  }

  private async nameAll(): Promise<void> {
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const people = (await this.execute(
        `select id, first_name, last_name from "user_profile" where id > ? order by id limit ${BATCH}`,
        [last],
      )) as unknown as Named[];
      const end = people.at(-1);
      if (!end) return;
      last = end.id;
      const names = people.map((one) => ({
        id: one.id,
        name: searchNameOf(`${one.first_name} ${one.last_name}`),
      }));
      await this.execute(
        `update "user_profile" set "search_name" = made.name from json_to_recordset(?) as made(id uuid, name text) where "user_profile".id = made.id`,
        [JSON.stringify(names)],
      );
    }
  }

  override down(): void {
    this.addSql(`alter table "user_profile" drop column "search_name";`);
    this.addSql(
      `alter table "user_profile" alter column "first_name" type text, alter column "last_name" type text;`,
    );
    this.addSql(
      `alter table "user_profile" add "search_name" text generated always as (' ' || regexp_replace(normalize(lower(first_name || ' ' || last_name), NFKD), '[\\u0300-\\u036F]', '', 'g')) stored not null;`,
    );
    this.addSql(
      `create index "user_profile_search_name" on "user_profile" using gin ("search_name" gin_trgm_ops);`,
    );
  }
}
