import { postgresDatabase } from './stores';
import { messagingEntities } from '../src/message.entity';
import { Tally, describeCrowds } from './crowd-suite';

describe('events that change the same thing on PostgreSQL', () => {
  describeCrowds(() => postgresDatabase([...messagingEntities, Tally]), Tally);
});
