import { Migration20261122194742 } from './Migration20261122194742';

export const migrations = [Migration20261122194742];
