import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module';
import { SuspensionController } from './suspension.controller';
import { SuspensionJob } from './suspension.job';
import { SuspensionService } from './suspension.service';

@Module({
  imports: [ProfileModule],
  controllers: [SuspensionController],
  providers: [SuspensionService, SuspensionJob],
})
export class SuspensionModule {}
