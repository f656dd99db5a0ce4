import { Module } from '@nestjs/common';
import { SecurityEventController } from './security-event.controller';
import { SecurityEventQueryService } from './security-event-query.service';
import { SecurityLog } from './security-log';

@Module({
  controllers: [SecurityEventController],
  providers: [SecurityLog, SecurityEventQueryService],
  exports: [SecurityLog],
})
export class SecurityEventModule {}
