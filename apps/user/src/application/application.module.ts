import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module';
import { ApplicationController } from './application.controller';
import { ApplicationQueryService } from './application-query.service';
import { ApplicationRepository } from './application.repository';
import { ApplicationService } from './application.service';

@Module({
  imports: [ProfileModule],
  controllers: [ApplicationController],
  providers: [ApplicationService, ApplicationQueryService, ApplicationRepository],
})
export class ApplicationModule {}
