import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module';
import { UserController } from './user.controller';
import { UserQueryService } from './user-query.service';
import { UserRepository } from './user.repository';
import { UserService } from './user.service';

@Module({
  imports: [ProfileModule],
  controllers: [UserController],
  providers: [UserService, UserQueryService, UserRepository],
})
export class UserModule {}
