import { Migration20261122194742 } from './Migration20261122194742';
import { Migration20261123024016 } from './Migration20261123024016';
import { Migration20261129004741 } from './Migration20261129004741';

export const migrations = [
  Migration20261122194742,
  Migration20261123024016,
  Migration20261129004741,
];
