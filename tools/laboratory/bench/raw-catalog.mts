// What the course page and the catalog list are compared with: Fastify and the MongoDB driver, nothing else. The names
// that our service requests from its upstream services are given to it at its start.
import Fastify from 'fastify';
import { type Document, MongoClient } from 'mongodb';

interface Names {
  readonly instructors: Readonly<Record<string, object>>;
  readonly categories: Readonly<Record<string, object>>;
}

const { PORT, MONGODB_URL, NAMES } = process.env;
const { instructors, categories } = JSON.parse(NAMES ?? '{}') as Names;
const client = await MongoClient.connect(MONGODB_URL ?? '');
const entries = client.db('course').collection<{ _id: string }>('catalog_entry');
const projection = { words: 0, formerSlugs: 0 };

const server = Fastify();

server.get<{ Params: { id: string } }>('/api/v1/courses/:id', async (request, reply) => {
  const row = await entries.findOne({ _id: request.params.id }, { projection });
  if (!row) return reply.code(404).send();
  return { ...cardOf(row), ...detailsOf(row), ...namesOf(row) };
});

server.get<{ Querystring: { page: string; limit: string } }>('/api/v1/courses', async (request) => {
  const page = Number(request.query.page);
  const limit = Number(request.query.limit);
  const [rows, totalItems] = await Promise.all([
    entries
      .find({ visible: true }, { projection: { ...projection, description: 0 } })
      .sort({ publishedAt: -1, _id: -1 })
      .skip((page - 1) * limit)
      .limit(limit)
      .toArray(),
    entries.countDocuments({ visible: true }),
  ]);
  return {
    items: rows.map((row) => ({ ...cardOf(row), ...namesOf(row) })),
    pagination: { totalItems, currentPage: page, totalPages: Math.ceil(totalItems / limit) },
  };
});

await server.listen({ host: '127.0.0.1', port: Number(PORT) });

function cardOf(row: Document): object {
  return {
    id: row._id as unknown,
    slug: row.slug as unknown,
    title: row.title as unknown,
    subtitle: row.subtitle as unknown,
    level: row.level as unknown,
    language: row.language as unknown,
    price: { amountMinor: row.priceMinor as unknown, currency: row.currency as unknown },
    listPrice: row.listPrice as unknown,
    saleEndsAt: saleEndOf(row),
    rating: { average: row.ratingAverage as unknown, count: row.ratingCount as unknown },
    learners: row.learners as unknown,
    lessonCount: row.lessonCount as unknown,
    durationSeconds: row.durationSeconds as unknown,
    publishedAt: (row.publishedAt as Date).toISOString(),
  };
}

/** While a sale runs, its end is when the price changes next. */
function saleEndOf(row: Document): string | null {
  const { amountMinor } = row.listPrice as { amountMinor: number };
  return row.priceMinor < amountMinor ? (row.priceChangesAt as Date).toISOString() : null;
}

function detailsOf(row: Document): object {
  return {
    description: row.description as unknown,
    publication: row.publication as unknown,
    forSale: row.visible as unknown,
  };
}

function namesOf(row: Document): object {
  return {
    instructor: instructors[String(row.instructorId)] ?? null,
    category: categories[String(row.categoryId)] ?? null,
  };
}
