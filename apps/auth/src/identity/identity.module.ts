import { Module } from '@nestjs/common';
import { SecurityEventModule } from '../security-event/security-event.module';
import { IdentityController } from './identity.controller';
import { IdentityService } from './identity.service';

@Module({
  imports: [SecurityEventModule],
  controllers: [IdentityController],
  providers: [IdentityService],
  exports: [IdentityService],
})
export class IdentityModule {}
