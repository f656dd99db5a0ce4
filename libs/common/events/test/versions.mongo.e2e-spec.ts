import { mongoDatabase } from './stores';
import { mongoMessagingEntities } from '../src/mongo-message.entity';
import { MongoHandled } from './orders';
import { describeVersions } from './version-suite';

describe('versions of an event on MongoDB', () => {
  describeVersions(() => mongoDatabase([...mongoMessagingEntities, MongoHandled]), MongoHandled);
});
