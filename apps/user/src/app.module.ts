import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { ApplicationModule } from './application/application.module';
import { AvatarModule } from './avatar/avatar.module';
import { UserServiceSettings } from './env';
import { ErasureModule } from './erasure/erasure.module';
import { database } from './mikro-orm.config';
import { PermissionModule } from './permission/permission.module';
import { ProfileModule } from './profile/profile.module';
import { SuspensionModule } from './suspension/suspension.module';
import { UserModule } from './user/user.module';

@Module({
  imports: [
    ProfileModule,
    AvatarModule,
    UserModule,
    SuspensionModule,
    ErasureModule,
    ApplicationModule,
    PermissionModule,
  ],
})
export class AppModule {}

export const service = defineService({
  settings: UserServiceSettings,
  database,
  module: AppModule,
});
