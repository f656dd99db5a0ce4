import { Migration20261122195559 } from './Migration20261122195559';
import { Migration20261129005309 } from './Migration20261129005309';

export const migrations = [Migration20261122195559, Migration20261129005309];
