import { Module } from '@nestjs/common';
import { CourseSearch } from './course-search';
import { PostgresCourseSearch } from './postgres-course-search';
import { SearchDatabase } from './search-database';
import { SearchIndexRepository } from './search-index.repository';
import { SearchIndexer } from './search-indexer.service';
import { SearchJob } from './search.job';
import { SearchReadModels } from './search.read-models';
import { SearchWordsRepository } from './search-words.repository';

@Module({
  providers: [
    SearchDatabase,
    SearchWordsRepository,
    SearchIndexRepository,
    SearchIndexer,
    SearchJob,
    SearchReadModels,
    { provide: CourseSearch, useClass: PostgresCourseSearch },
  ],
  exports: [CourseSearch, SearchJob],
})
export class SearchModule {}
