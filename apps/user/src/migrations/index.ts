import { Migration20261122191406 } from './Migration20261122191406';

export const migrations = [Migration20261122191406];
