import { Module } from '@nestjs/common';
import { SecurityEventController } from './security-event.controller';
import { SecurityEventQueryService } from './security-event-query.service';
import { SecurityEventRpcHandler } from './security-event.rpc';
import { SecurityLog } from './security-log';

@Module({
  controllers: [SecurityEventController, SecurityEventRpcHandler],
  providers: [SecurityLog, SecurityEventQueryService],
  exports: [SecurityLog],
})
export class SecurityEventModule {}
