import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { CategoryModule } from './category/category.module';
import { settings } from './env';
import { database } from './mikro-orm.config';

@Module({ imports: [CategoryModule] })
export class AppModule {}

export const service = defineService({ settings, database, module: AppModule });
