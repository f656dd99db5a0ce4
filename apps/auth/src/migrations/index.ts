import { Migration20261122192805 } from './Migration20261122192805';
import { Migration20261123024028 } from './Migration20261123024028';
import { Migration20261123044042 } from './Migration20261123044042';
import { Migration20261123050339 } from './Migration20261123050339';
import { Migration20261123051000 } from './Migration20261123051000';
import { Migration20261123051755 } from './Migration20261123051755';
import { Migration20261123053259 } from './Migration20261123053259';
import { Migration20261123053600 } from './Migration20261123053600';
import { Migration20261123072553 } from './Migration20261123072553';
import { Migration20261123081824 } from './Migration20261123081824';
import { Migration20261123091455 } from './Migration20261123091455';
import { Migration20261130031600 } from './Migration20261130031600';
import { Migration20261130104144 } from './Migration20261130104144';
import { Migration20261201021600 } from './Migration20261201021600';

export const migrations = [
  Migration20261122192805,
  Migration20261123024028,
  Migration20261123044042,
  Migration20261123050339,
  Migration20261123051000,
  Migration20261123051755,
  Migration20261123053259,
  Migration20261123053600,
  Migration20261123072553,
  Migration20261123081824,
  Migration20261123091455,
  Migration20261130031600,
  Migration20261130104144,
  Migration20261201021600,
];
