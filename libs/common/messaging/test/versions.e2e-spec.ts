import { messagingEntities } from '../src/message.entity';
import { Handled } from './orders';
import { postgresDatabase } from './stores';
import { describeVersions } from './version-suite';

describe('versions of an event on PostgreSQL', () => {
  describeVersions(() => postgresDatabase([...messagingEntities, Handled]), Handled);
});
