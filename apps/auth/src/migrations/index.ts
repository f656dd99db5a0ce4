import { Migration20261122192805 } from './Migration20261122192805';

export const migrations = [Migration20261122192805];
