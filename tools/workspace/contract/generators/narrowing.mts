/** The 409 of `createOrder` as each generator names it: an import of it as `Failed`. */
const FAILED: Readonly<Record<string, string>> = {
  'openapi-typescript':
    "import type { operations } from './openapi-typescript/api.ts';\ntype Failed = operations['createOrder']['responses'][409]['content']['application/problem+json'];",
  'hey-api':
    "import type { CreateOrderErrors } from './hey-api/index.ts';\ntype Failed = CreateOrderErrors[409];",
  orval:
    "import type { createOrderResponse409 } from './orval/api.ts';\ntype Failed = createOrderResponse409['data'];",
  kubb: "import type { CreateOrder409 as Failed } from './kubb/types/CreateOrder.ts';",
};

/**
 * Programs that compile only when a generator gives `code` as a union of literals that narrows to the members of each
 * code, by their file names.
 */
export function narrowingPrograms(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(FAILED).map(([generator, failed]) => [
      `${generator}-narrows.ts`,
      `${failed}
export function read(failed: Failed): string {
  switch (failed.code) {
    case 'order.already_owned':
      return failed.courseIds.join();
    case 'quote.used':
      return failed.orderId;
    default: {
      const other: 'idempotency.in_progress' | 'order.open_exists' = failed.code;
      return other;
    }
  }
}
`,
    ]),
  );
}
