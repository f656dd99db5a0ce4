import { CATALOG_INDEXES, planOf } from './catalog-indexes';
import { CatalogSort } from '../catalog-filter/catalog-filter.dto';

const FIELDS_OF = new Map(CATALOG_INDEXES.map(({ name, properties }) => [name, properties]));
const VALUES = { visible: true, instructorIds: 'x', categoryId: {}, language: 'x', level: 'x' };
const RANGES = { currency: 'USD', priceMinor: {}, ratingAverage: {} };

function fieldsOf(where: object, sort: CatalogSort) {
  const plan = planOf({ visible: true, ...where }, sort);
  return {
    inOrder: FIELDS_OF.get(plan?.inOrder ?? ''),
    ofRange: FIELDS_OF.get(plan?.ofRange ?? ''),
  };
}

describe('catalog indexes', () => {
  it('have unique names', () => {
    expect(FIELDS_OF.size).toBe(CATALOG_INDEXES.length);
  });

  it('exist for every filter in every order', () => {
    for (const sort of Object.values(CatalogSort)) {
      for (const field of Object.keys({ ...VALUES, ...RANGES })) {
        expect(fieldsOf({ [field]: 'x' }, sort).inOrder).toBeDefined();
      }
    }
  });

  it('start with the most selective filter, then the order', () => {
    const { inOrder } = fieldsOf(
      { level: 'x', instructorIds: 'x', priceMinor: {} },
      CatalogSort.rating,
    );
    expect(inOrder).toEqual(['visible', 'instructorIds', 'ratingAverage', 'id']);
  });

  it('include a range field after the order, so that rare matches are found in the index', () => {
    const { inOrder, ofRange } = fieldsOf({ priceMinor: {} }, CatalogSort.popular);
    expect(inOrder).toEqual(['visible', 'learners', 'id', ...Object.keys(RANGES)]);
    expect(ofRange?.slice(0, 3)).toEqual(['visible', 'currency', 'priceMinor']);
    expect(fieldsOf({ currency: 'EUR' }, CatalogSort.newest).ofRange).toEqual(ofRange);
    expect(fieldsOf({ currency: 'EUR' }, CatalogSort.price).ofRange).toBeUndefined();
    expect(fieldsOf({ ratingAverage: {} }, CatalogSort.rating).ofRange).toBeUndefined();
  });

  it('are not needed for a filter by ids', () => {
    expect(planOf({ visible: true, _id: {}, level: 'x' }, CatalogSort.price)).toEqual({
      inOrder: '_id_',
    });
  });
});
