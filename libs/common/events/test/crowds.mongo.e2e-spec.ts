import { mongoDatabase } from './stores';
import { mongoMessagingEntities } from '../src/mongo-message.entity';
import { MongoTally, describeCrowds } from './crowd-suite';

describe('events that change the same thing on MongoDB', () => {
  describeCrowds(() => mongoDatabase([...mongoMessagingEntities, MongoTally]), MongoTally);
});
