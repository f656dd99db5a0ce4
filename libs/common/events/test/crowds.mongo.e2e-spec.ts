import { mongoDatabase } from './stores';
import { mongoMessagingEntities } from '../src/mongo-message.entity';
import { MongoTally, describeCrowds } from './crowd-suite';

describe('concurrent events about the same document on MongoDB', () => {
  describeCrowds(() => mongoDatabase([...mongoMessagingEntities, MongoTally]), MongoTally);
});
