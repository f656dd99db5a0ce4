import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module';
import { ErasureController } from './erasure.controller';
import { ErasureService } from './erasure.service';

@Module({
  imports: [ProfileModule],
  controllers: [ErasureController],
  providers: [ErasureService],
})
export class ErasureModule {}
