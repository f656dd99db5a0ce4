import { Migration20261122195129 } from './Migration20261122195129';
import { Migration20261123023948 } from './Migration20261123023948';
import { Migration20261129021034 } from './Migration20261129021034';
import { Migration20261130031500 } from './Migration20261130031500';
import { Migration20261130065214 } from './Migration20261130065214';
import { Migration20261130075134 } from './Migration20261130075134';
import { Migration20261130075247 } from './Migration20261130075247';
import { Migration20261130080933 } from './Migration20261130080933';
import { Migration20261130104731 } from './Migration20261130104731';
import { Migration20261130105806 } from './Migration20261130105806';
import { Migration20261130110651 } from './Migration20261130110651';
import { Migration20261130110843 } from './Migration20261130110843';
import { Migration20261130113518 } from './Migration20261130113518';
import { Migration20261130114856 } from './Migration20261130114856';
import { Migration20261130172420 } from './Migration20261130172420';
import { Migration20261130173224 } from './Migration20261130173224';
import { Migration20261130173838 } from './Migration20261130173838';
import { Migration20261130182242 } from './Migration20261130182242';
import { Migration20261201021450 } from './Migration20261201021450';
import { Migration20261201070633 } from './Migration20261201070633';

export const migrations = [
  Migration20261122195129,
  Migration20261123023948,
  Migration20261129021034,
  Migration20261130031500,
  Migration20261130065214,
  Migration20261130075134,
  Migration20261130075247,
  Migration20261130080933,
  Migration20261130104731,
  Migration20261130105806,
  Migration20261130110651,
  Migration20261130110843,
  Migration20261130113518,
  Migration20261130114856,
  Migration20261130172420,
  Migration20261130173224,
  Migration20261130173838,
  Migration20261130182242,
  Migration20261201021450,
  Migration20261201070633,
];
