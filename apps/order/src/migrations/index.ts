import { Migration20261122195129 } from './Migration20261122195129';

export const migrations = [Migration20261122195129];
