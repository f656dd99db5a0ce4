import { postgresDatabase } from './stores';
import { messagingEntities } from '../src/message.entity';
import { Tally, describeCrowds } from './crowd-suite';

describe('concurrent events about the same row on PostgreSQL', () => {
  describeCrowds(() => postgresDatabase([...messagingEntities, Tally]), Tally);
});
