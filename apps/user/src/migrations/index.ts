import { Migration20261122191406 } from './Migration20261122191406';
import { Migration20261123024005 } from './Migration20261123024005';
import { Migration20261123050131 } from './Migration20261123050131';
import { Migration20261123051943 } from './Migration20261123051943';
import { Migration20261123053248 } from './Migration20261123053248';
import { Migration20261123074539 } from './Migration20261123074539';
import { Migration20261129021000 } from './Migration20261129021000';
import { Migration20261130063500 } from './Migration20261130063500';

export const migrations = [
  Migration20261122191406,
  Migration20261123024005,
  Migration20261123050131,
  Migration20261123051943,
  Migration20261123053248,
  Migration20261123074539,
  Migration20261129021000,
  Migration20261130063500,
];
