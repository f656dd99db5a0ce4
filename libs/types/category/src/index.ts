export {
  CategoryGetMany,
  CategoryGetSubtree,
  CategorySubtree,
  CategorySummaries,
  CategorySummary,
  categoryGetMany,
  categoryGetSubtree,
} from './category.contract';
