import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '#workspace/shared/paths.mts';

export const LANGUAGES = ['en', 'es', 'fr', 'ar'];

/** What of the built code is used here. */
interface Built {
  readonly sheet: {
    invoiceSheet(invoice: object, locale: string): { readonly title: string };
  };
  readonly template: { readonly INVOICE_TEMPLATE: string };
  readonly documents: {
    readonly DocumentRenderer: new () => {
      render(request: object): Promise<Buffer>;
      onApplicationShutdown(): Promise<void>;
    };
  };
}

const CURRENCY = 'EUR';
const TITLES = [
  'Complete Web Development',
  'Học viên 学习者 متعلم ผู้เรียน 한국어 हिन्दी עברית 🎓',
  'x'.repeat(120),
];
const BUYER = {
  ...{ name: 'Ada Lovelace', company: 'شركة التعليم', line1: 'Unter den Linden 77', line2: null },
  ...{ city: 'Berlin', postalCode: '10117', region: null, country: 'DE', vatId: 'DE136695976' },
};

/**
 * Writes an invoice of several pages and a credit note in each language.
 * @param folder where the files go
 * @returns their names
 */
export async function writeSamples(folder: string): Promise<string[]> {
  const { sheet, template, documents } = built();
  const renderer = new documents.DocumentRenderer();
  const files: string[] = [];
  for (const locale of LANGUAGES) {
    for (const invoice of [anInvoice('invoice', 60), anInvoice('credit_note', 1)]) {
      const { title, ...data } = sheet.invoiceSheet(invoice, locale);
      const request = { template: template.INVOICE_TEMPLATE, data, title, locale };
      const content = await renderer.render({ ...request, date: invoice.issuedAt });
      const file = `${invoice.kind}-${locale}.pdf`;
      await writeFile(path.join(folder, file), content);
      files.push(file);
    }
  }
  await renderer.onApplicationShutdown();
  return files;
}

function built(): Built {
  const load = createRequire(path.join(ROOT, 'dist', 'apps', 'order', 'src', 'main.js'));
  load('reflect-metadata');
  return {
    sheet: load('./buyer-invoice/invoice-sheet.js') as Built['sheet'],
    template: load('./buyer-invoice/invoice-template.js') as Built['template'],
    documents: load('../../../libs/common/documents/src/index.js') as Built['documents'],
  };
}

function anInvoice(kind: 'invoice' | 'credit_note', count: number) {
  const isInvoice = kind === 'invoice';
  const amounts = { netMinor: 1992, taxMinor: 398, grossMinor: 2390 };
  const before = { listPriceMinor: isInvoice ? 2990 : null, discountMinor: isInvoice ? 600 : null };
  return {
    kind,
    number: isInvoice ? 'INV-2026-000001' : 'CN-2026-000001',
    correctsNumber: isInvoice ? null : 'INV-2026-000001',
    orderId: '01890a5d-ac96-774b-bcce-b302099a8057',
    issuedAt: new Date('2026-01-31T12:00:00Z'),
    seller: {
      name: 'Course Plateform',
      address: ['1 Example Street', '10117 Berlin'],
      vatId: 'FR40303265045',
      email: null,
    },
    buyer: BUYER,
    taxRate: { country: 'AT', label: 'VAT', basisPoints: 2000, inclusive: true },
    currency: CURRENCY,
    ...{ netMinor: 1992 * count, taxMinor: 398 * count, totalMinor: 2390 * count },
    lines: Array.from({ length: count }, (_, index) => ({
      ...{ title: TITLES[index % TITLES.length] ?? '', ...before, ...amounts },
    })),
  };
}
