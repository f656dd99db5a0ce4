/** The name of the cache of the whole list, which whoever changes a category or its count of courses clears. */
export const CATEGORY_LIST_CACHE = 'categories';
