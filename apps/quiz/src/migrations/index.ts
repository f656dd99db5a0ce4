import { Migration20261122200638 } from './Migration20261122200638';
import { Migration20261129030000 } from './Migration20261129030000';
import { Migration20261129070000 } from './Migration20261129070000';

export const migrations = [
  Migration20261122200638,
  Migration20261129030000,
  Migration20261129070000,
];
