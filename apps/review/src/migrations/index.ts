import { Migration20261122190325 } from './Migration20261122190325';
import { Migration20261123023956 } from './Migration20261123023956';
import { Migration20261130080846 } from './Migration20261130080846';
import { Migration20261201024000 } from './Migration20261201024000';

export const migrations = [
  Migration20261122190325,
  Migration20261123023956,
  Migration20261130080846,
  Migration20261201024000,
];
