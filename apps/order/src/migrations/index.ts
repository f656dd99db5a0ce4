import { Migration20261122195129 } from './Migration20261122195129';
import { Migration20261123023948 } from './Migration20261123023948';
import { Migration20261129021034 } from './Migration20261129021034';

export const migrations = [
  Migration20261122195129,
  Migration20261123023948,
  Migration20261129021034,
];
