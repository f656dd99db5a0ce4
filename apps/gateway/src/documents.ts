import { SERVICES } from '@course-plateform/types/platform';
import { type GatewaySettings, addressSetting } from './env';

/** The parts of an OpenAPI document that the portal reads. */
export interface ServiceDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>;
}

interface DocumentOperation {
  readonly operationId?: string;
  readonly responses?: Readonly<Record<string, DocumentResponse>>;
}

interface DocumentResponse {
  readonly content?: Readonly<
    Record<string, { readonly examples?: Readonly<Record<string, { value: ProblemExample }>> }>
  >;
}

interface ProblemExample {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** A failure of the platform and the operations that can end in it. */
export interface CatalogedError extends ProblemExample {
  readonly operations: readonly string[];
}

/** Asks a service for its document. @throws TypeError when the service is away */
export async function fetchDocument(
  settings: GatewaySettings,
  service: (typeof SERVICES)[number]['name'],
): Promise<ServiceDocument> {
  const response = await fetch(new URL('/openapi.json', settings[addressSetting(service)]), {
    signal: AbortSignal.timeout(settings.upstreamTimeoutMs),
  });
  if (!response.ok) throw new TypeError(`${service} answered ${response.status}`);
  return (await response.json()) as ServiceDocument;
}

/** Every failure that the documents of all services declare, by code. Services that are away are left out. */
export async function errorCatalog(settings: GatewaySettings): Promise<CatalogedError[]> {
  const documents = await Promise.allSettled(
    SERVICES.map(({ name }) => fetchDocument(settings, name)),
  );
  const catalog = new Map<string, ProblemExample & { operations: string[] }>();
  for (const document of documents) {
    if (document.status === 'fulfilled') collect(document.value, catalog);
  }
  return [...catalog.values()].sort((one, other) => one.code.localeCompare(other.code));
}

function collect(
  document: ServiceDocument,
  catalog: Map<string, ProblemExample & { operations: string[] }>,
): void {
  for (const operations of Object.values(document.paths)) {
    for (const { operationId = '', responses = {} } of Object.values(operations)) {
      for (const { content } of Object.values(responses)) {
        const examples = content?.['application/problem+json']?.examples ?? {};
        for (const { value } of Object.values(examples)) {
          const known = catalog.get(value.code) ?? { ...value, operations: [] };
          known.operations.push(operationId);
          catalog.set(value.code, known);
        }
      }
    }
  }
}
