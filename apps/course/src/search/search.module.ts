import { Module } from '@nestjs/common';
import { CourseSearch } from './course-search';
import { PostgresCourseSearch } from './postgres-course-search';
import { SearchCandidates } from './search-candidates.service';
import { SearchDatabase } from './search-database';
import { SearchIndexRepository } from './search-index.repository';
import { SearchWordsRepository } from './search-words.repository';

@Module({
  providers: [
    SearchDatabase,
    SearchWordsRepository,
    SearchCandidates,
    SearchIndexRepository,
    { provide: CourseSearch, useClass: PostgresCourseSearch },
  ],
  exports: [CourseSearch, SearchDatabase, SearchIndexRepository],
})
export class SearchModule {}
