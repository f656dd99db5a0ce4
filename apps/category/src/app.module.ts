import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { CourseCountModule } from './course-count/course-count.module';
import { CategoryModule } from './category/category.module';
import { CategorySettings } from './env';
import { database } from './mikro-orm.config';

@Module({ imports: [CategoryModule, CourseCountModule] })
export class AppModule {}

export const service = defineService({ settings: CategorySettings, database, module: AppModule });
