import { Migration20261122191501 } from './Migration20261122191501';
import { Migration20261123045702 } from './Migration20261123045702';
import { Migration20261129014859 } from './Migration20261129014859';
import { Migration20261130212641 } from './Migration20261130212641';
import { Migration20261130213627 } from './Migration20261130213627';

export const migrations = [
  Migration20261122191501,
  Migration20261123045702,
  Migration20261129014859,
  Migration20261130212641,
  Migration20261130213627,
];
