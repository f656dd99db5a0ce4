import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { EnrollmentModule } from './enrollment/enrollment.module';
import { UserProgressSettings } from './env';
import { database } from './mikro-orm.config';
import { ProgressModule } from './progress/progress.module';

@Module({ imports: [EnrollmentModule, ProgressModule] })
export class AppModule {}

export const service = defineService({
  settings: UserProgressSettings,
  database,
  module: AppModule,
});
