import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module';
import { AvatarController } from './avatar.controller';
import { AvatarEncoder } from './avatar-encoder';
import { AvatarQueryService } from './avatar-query.service';
import { AvatarService } from './avatar.service';

@Module({
  imports: [ProfileModule],
  controllers: [AvatarController],
  providers: [AvatarService, AvatarQueryService, AvatarEncoder],
})
export class AvatarModule {}
