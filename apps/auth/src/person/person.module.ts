import { Module } from '@nestjs/common';
import { SecurityEventModule } from '../security-event/security-event.module';
import { SessionModule } from '../session/session.module';
import { AccountErasureService } from './account-erasure.service';
import { PersonEventHandler } from './person.events';
import { PersonReadModels } from './person.read-models';
import { PersonService } from './person.service';

@Module({
  imports: [SecurityEventModule, SessionModule],
  providers: [PersonService, AccountErasureService, PersonEventHandler, PersonReadModels],
})
export class PersonModule {}
