import { Migration20261122190325 } from './Migration20261122190325';
import { Migration20261123023956 } from './Migration20261123023956';

export const migrations = [Migration20261122190325, Migration20261123023956];
