import { Migration20261122195129 } from './Migration20261122195129';
import { Migration20261123023948 } from './Migration20261123023948';

export const migrations = [Migration20261122195129, Migration20261123023948];
