import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module';
import { UserMapper } from './user.mapper';
import { UserController } from './user.controller';
import { UserQueryService } from './user-query.service';
import { UserRepository } from './user.repository';
import { UserService } from './user.service';

@Module({
  imports: [ProfileModule],
  controllers: [UserController],
  providers: [UserService, UserQueryService, UserMapper, UserRepository],
})
export class UserModule {}
