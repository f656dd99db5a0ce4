import { Migration20261122200638 } from './Migration20261122200638';

export const migrations = [Migration20261122200638];
