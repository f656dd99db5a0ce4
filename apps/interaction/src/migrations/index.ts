import { Migration20261122195534 } from './Migration20261122195534';

export const migrations = [Migration20261122195534];
