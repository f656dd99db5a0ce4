import { Migration20261122195559 } from './Migration20261122195559';
import { Migration20261129005309 } from './Migration20261129005309';
import { Migration20261130080833 } from './Migration20261130080833';
import { Migration20261130113240 } from './Migration20261130113240';

export const migrations = [
  Migration20261122195559,
  Migration20261129005309,
  Migration20261130080833,
  Migration20261130113240,
];
