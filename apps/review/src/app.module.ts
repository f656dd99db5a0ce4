import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { ReviewSettings } from './env';
import { database } from './mikro-orm.config';
import { ReviewModule } from './review/review.module';

@Module({ imports: [ReviewModule] })
export class AppModule {}

export const service = defineService({ settings: ReviewSettings, database, module: AppModule });
