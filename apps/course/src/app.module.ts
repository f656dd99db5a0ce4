import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { CatalogModule } from './catalog/catalog.module';
import { CatalogGraphqlModule } from './catalog/graphql.module';
import { CourseModule } from './course/course.module';
import { CourseServiceSettings } from './env';
import { database } from './mikro-orm.config';
import { PublicationModule } from './publication/publication.module';
import { SalePriceModule } from './sale-price/sale-price.module';

@Module({
  imports: [CatalogModule, CatalogGraphqlModule, CourseModule, PublicationModule, SalePriceModule],
})
export class AppModule {}

export const service = defineService({
  settings: CourseServiceSettings,
  database,
  module: AppModule,
});
