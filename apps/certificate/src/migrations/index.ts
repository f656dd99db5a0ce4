import { Migration20261122195559 } from './Migration20261122195559';

export const migrations = [Migration20261122195559];
