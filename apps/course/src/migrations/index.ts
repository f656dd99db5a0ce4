import { DropCatalogText } from './drop-catalog-text';
import { NameCourseInstructors } from './name-course-instructors';

export const migrations = [DropCatalogText, NameCourseInstructors] as const;
