import { type ComplexityEstimatorArgs, Query, Resolver } from '@nestjs/graphql';
import { Public } from '@course-plateform/common/auth';
import { CatalogNames } from './catalog-names.service';
import { ListedCategory } from './catalog-schema';
import { USUAL_LIMIT } from './graphql-limits';

@Resolver(() => ListedCategory)
export class CategoryResolver {
  constructor(private readonly names: CatalogNames) {}

  @Query(() => [ListedCategory], {
    description:
      'All categories in the order of the tree, each followed by those below it, in the language of the request',
    // As a page of the usual size: how many there are is known only when they are read.
    complexity: ({ childComplexity }: ComplexityEstimatorArgs) => USUAL_LIMIT * childComplexity,
  })
  @Public()
  categories(): Promise<ListedCategory[]> {
    return this.names.allCategories();
  }
}
