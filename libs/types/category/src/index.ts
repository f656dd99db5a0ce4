export {
  CategoryGetAll,
  CategoryGetMany,
  CategoryGetSubtree,
  CategoryList,
  CategorySubtree,
  CategorySummaries,
  CategorySummary,
  CountedCategory,
  categoryGetAll,
  categoryGetMany,
  categoryGetSubtree,
} from './category.contract';
export { CategoryReplaced, categoryReplaced } from './category.events';
