import { Module } from '@nestjs/common';
import { CourseModule } from '../course/course.module';
import { SearchDocuments } from './search-documents.service';
import { SearchIndexer } from './search-indexer.service';
import { SearchJob } from './search.job';
import { SearchReadModels } from './search.read-models';
import { SearchModule } from '../search/search.module';
import { CatalogGraphqlService } from './catalog-graphql.service';
import { CatalogCache } from './catalog-cache';
import { CatalogSales } from './catalog-sales.service';
import { CatalogPrices } from './catalog-prices.service';
import { CatalogSearchRepository } from './catalog-search.repository';
import { CatalogNames } from './catalog-names.service';
import { CatalogTextSearch } from './catalog-text-search.service';
import { CatalogWriter } from './catalog-writer.service';
import { CatalogController } from './catalog.controller';
import { CatalogEventHandler } from './catalog.events';
import { CatalogJobs } from './catalog.job';
import { CatalogReadModels } from './catalog.read-models';
import { CatalogRepository } from './catalog.repository';
import { CatalogRpcHandler } from './catalog.rpc';
import { CatalogService } from './catalog.service';
import { CategoryCountService } from './category-count.service';
import { CourseAccessService } from './course-access.service';
import { CoursePageContent } from './course-page-content.service';
import { CoursePageRepository } from './course-page.repository';
import { CoursePageService } from './course-page.service';
import { OfferService } from './offer.service';

@Module({
  imports: [CourseModule, SearchModule],
  controllers: [CatalogController, CatalogRpcHandler],
  providers: [
    CatalogService,
    CatalogGraphqlService,
    CoursePageService,
    CoursePageContent,
    CoursePageRepository,
    CategoryCountService,
    CourseAccessService,
    CatalogNames,
    CatalogRepository,
    CatalogSearchRepository,
    CatalogCache,
    CatalogPrices,
    CatalogSales,
    CatalogJobs,
    CatalogWriter,
    SearchDocuments,
    SearchIndexer,
    SearchJob,
    SearchReadModels,
    CatalogTextSearch,
    CatalogEventHandler,
    CatalogReadModels,
    OfferService,
  ],
  exports: [
    CatalogWriter,
    CatalogNames,
    CatalogRepository,
    CatalogGraphqlService,
    CourseAccessService,
    CoursePageRepository,
  ],
})
export class CatalogModule {}
