import { postgresDatabase } from './stores';
import { messagingEntities } from '../src/message.entity';
import { Handled } from './orders';
import { describeVersions } from './version-suite';

describe('versions of an event on PostgreSQL', () => {
  describeVersions(() => postgresDatabase([...messagingEntities, Handled]), Handled);
});
