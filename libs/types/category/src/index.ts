export {
  CategoryGetMany,
  CategoryGetSubtree,
  CategorySubtree,
  CategorySummaries,
  CategorySummary,
  categoryGetMany,
  categoryGetSubtree,
} from './category.contract';
export { CategoryReplaced, categoryReplaced } from './category.events';
