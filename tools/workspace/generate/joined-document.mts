import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../shared/failure.mts';

type Named = Readonly<Record<string, unknown>>;

/** What is joined of the document of a service. */
export interface ServiceDocument {
  readonly openapi: string;
  readonly info: { readonly title: string };
  readonly servers: readonly object[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Named;
  readonly components: Readonly<Record<string, Named>>;
}

/**
 * One document of all services, for those who generate a client or a collection: the gateway serves their paths at one
 * address.
 * @throws Failure when a name means something else in two documents
 */
export function joinedDocument(documents: readonly ServiceDocument[]): ServiceDocument {
  const [first] = documents;
  if (!first) throw new Failure('There is no document to join.');
  const sections = new Set(documents.flatMap(({ components }) => Object.keys(components)));
  return {
    openapi: first.openapi,
    info: { ...first.info, title: 'Course Plateform' },
    servers: first.servers,
    tags: tagsOf(documents),
    paths: joined(
      'path',
      documents.map(({ paths }) => paths),
    ),
    components: Object.fromEntries(
      [...sections].map((section) => [
        section,
        sorted(
          joined(
            section,
            documents.map(({ components }) => components[section] ?? {}),
          ),
        ),
      ]),
    ),
  };
}

function tagsOf(documents: readonly ServiceDocument[]): ServiceDocument['tags'] {
  const named = documents.map(({ tags }) =>
    Object.fromEntries(tags.map((tag) => [tag.name, tag] as const)),
  );
  return Object.values(joined('tag', named)) as ServiceDocument['tags'];
}

function joined(kind: string, parts: readonly Named[]): Named {
  const all = new Map<string, unknown>();
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    const known = all.get(name);
    if (known !== undefined && !isDeepStrictEqual(known, value)) {
      throw new Failure(`Two services describe the ${kind} ${name} in different ways.`);
    }
    all.set(name, value);
  }
  return Object.fromEntries(all);
}

function sorted(named: Named): Named {
  return Object.fromEntries(Object.entries(named).sort(([one], [other]) => (one < other ? -1 : 1)));
}
