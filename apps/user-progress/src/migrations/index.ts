import { Migration20261122194742 } from './Migration20261122194742';
import { Migration20261123024016 } from './Migration20261123024016';
import { Migration20261129004741 } from './Migration20261129004741';
import { Migration20261130075254 } from './Migration20261130075254';
import { Migration20261130113236 } from './Migration20261130113236';
import { Migration20261201111733 } from './Migration20261201111733';

export const migrations = [
  Migration20261122194742,
  Migration20261123024016,
  Migration20261129004741,
  Migration20261130075254,
  Migration20261130113236,
  Migration20261201111733,
];
