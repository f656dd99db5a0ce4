import { Migration20261122191501 } from './Migration20261122191501';

export const migrations = [Migration20261122191501];
