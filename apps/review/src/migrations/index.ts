import { Migration20261122190325 } from './Migration20261122190325';

export const migrations = [Migration20261122190325];
