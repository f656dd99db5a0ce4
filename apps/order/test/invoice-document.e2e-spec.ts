import { readPdf } from '@course-plateform/common/test-kit';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { Invoice } from '../src/invoice/invoice.entity';
import type { OrderResponse } from '../src/order/order.dto';
import { BILLING, InvoiceSteps } from './invoice.fixture';
import { OrderFixture } from './order.fixture';
import { RefundSteps } from './refund.fixture';

const AT = { country: 'AT', label: 'VAT', basisPoints: 2000, inclusive: true };
const WORD = { en: 'Invoice', es: 'Factura', fr: 'Facture', ar: 'فاتورة' };
const NET = { en: 'Net', es: 'Base imponible', fr: 'Montant HT', ar: 'الصافي' };
const COUNTRY = { en: 'Germany', es: 'Alemania', fr: 'Allemagne', ar: 'ألمانيا' };

type Language = keyof typeof WORD;

describe('documents of invoices', () => {
  let orders: OrderFixture;
  let steps: InvoiceSteps;
  let buyer: TestUser;

  beforeAll(async () => {
    orders = await OrderFixture.start({ TAX_RATES: JSON.stringify([AT]) });
    steps = new InvoiceSteps(orders);
  });

  afterAll(() => orders.service.stop());

  beforeEach(async () => {
    buyer = await orders.service.user();
  });

  async function paid(title: string, details: object = BILLING): Promise<OrderResponse> {
    await steps.save(buyer, details).expect(200);
    const price = { amountMinor: 2390, currency: 'EUR' };
    const courseIds = [orders.course({ title, price, listPrice: price })];
    const quote = await orders.post(buyer, 'quotes', { courseIds, country: 'AT' }).expect(201);
    const placed = await orders.post(buyer, 'orders', { quoteId: quote.body.id }).expect(201);
    const order = placed.body as OrderResponse;
    const payment = await orders.billed(buyer, order.id);
    await orders.confirm(payment.id, payment.amount).expect(201);
    return order;
  }

  const download = (user: TestUser, id: string, language = 'en') =>
    orders.service.http
      .get(`/api/v1/invoices/${id}/document`)
      .set({ ...bearer(user), 'Accept-Language': language })
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });

  async function read(id: string, language: Language = 'en') {
    const { body } = await download(buyer, id, language).expect(200);
    return readPdf(body as Buffer);
  }

  const invoiceOf = async (order: OrderResponse) => {
    const [invoice] = await steps.listed(buyer, order);
    if (!invoice) throw new Error('There is no invoice');
    return invoice;
  };

  it.each<Language>(['en', 'es', 'fr', 'ar'])('are tagged and readable in %s', async (language) => {
    const order = await paid('Complete Web Development');
    const { id, number } = await invoiceOf(order);
    const document = await read(id, language);
    expect(document).toMatchObject({
      ...{ language, title: `${WORD[language]} ${number}`, isMarked: true, displaysTitle: true },
      ...{ pages: 1, identifiers: { pdfa: '2A', pdfua: '1' } },
      roles: expect.arrayContaining(['H1', 'Table', 'THead', 'TH', 'TD']),
    });
    expect(document.fonts.length).toBeGreaterThan(0);
    expect(document.fonts.filter(({ isEmbedded }) => !isEmbedded)).toEqual([]);
    const texts = [
      ...[WORD[language], NET[language], COUNTRY[language], number, order.id],
      ...[BILLING.name, BILLING.company, BILLING.line1, BILLING.line2, '10117 Berlin'],
      ...[BILLING.vatId, 'Complete Web Development', 'Course Plateform'],
    ];
    // Words: those of a line from right to left stand in the order in which they are on the page.
    for (const word of texts.flatMap((text) => text.split(' '))) {
      expect(document.text).toContain(word);
    }
    expect(document.text).not.toContain('\uFFFD');
  });

  it('print amounts with the decimals of their currency', async () => {
    const { text } = await read((await invoiceOf(await paid('Yoga'))).id);
    for (const amount of ['€23.90', '€19.92', '€3.98', '€0.00', 'VAT 20%']) {
      expect(text).toContain(amount);
    }
    const yen = await orders.paid(buyer, [orders.priced(500, 'JPY')]);
    const { text: inYen } = await read((await invoiceOf(yen)).id);
    expect(inYen).toContain('¥500');
    expect(inYen).not.toContain('¥500.00');
  });

  it('print names in any script, and cost one sign for one that no font has', async () => {
    const name = 'Học viên Ė 学习者 متعلم ผู้เรียน 🎓 𐨀';
    const order = await paid('日本語 #emph[한국어] $x$', {
      ...BILLING,
      name,
      company: 'א'.repeat(120),
    });
    const { text, widest } = await read((await invoiceOf(order)).id);
    for (const word of [
      'Học',
      'viên',
      'Ė',
      '学习者',
      'متعلم',
      '🎓',
      '日本語',
      '#emph[한국어]',
      '$x$',
    ]) {
      expect(text).toContain(word);
    }
    expect(text.split('\uFFFD')).toHaveLength(2);
    expect(widest).toBeLessThan(300);
  });

  it('say of a note what it corrects, and no list price', async () => {
    const order = await orders.paid(buyer);
    const refunds = new RefundSteps(orders);
    const { id: refundId } = await refunds.refunded(order, 500);
    await refunds.complete(refundId, `${order.id} note`).expect(201);
    const [invoice, note] = await steps.listed(buyer, order);
    const { text, title } = await read(note?.id ?? '');
    expect(title).toBe(`Credit note ${note?.number ?? ''}`);
    expect(text).toContain(invoice?.number);
    expect(text).toContain('$5.00');
    expect(text).not.toContain('List price');
  });

  it('are the same bytes each time, and are not sent twice to those who have them', async () => {
    const order = await paid('Yoga');
    const { id, number } = await invoiceOf(order);
    const first = await download(buyer, id).expect(200);
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${number}.pdf"`,
      'cache-control': 'no-store',
      'content-language': 'en',
      'x-content-type-options': 'nosniff',
    };
    expect(first.headers).toMatchObject(headers);
    const again = await download(buyer, id).expect(200);
    expect((again.body as Buffer).equals(first.body as Buffer)).toBe(true);
    const tag = first.headers['etag'] ?? '';
    await download(buyer, id).set('If-None-Match', tag).expect(304);
    expect((await download(buyer, id, 'fr').expect(200)).headers['etag']).not.toBe(tag);
    expect(await orders.service.stored(Invoice, { orderId: order.id })).toHaveLength(1);
  });

  it('are for their buyer alone', async () => {
    const { id } = await invoiceOf(await paid('Yoga'));
    for (const user of [await orders.service.user(), orders.admin]) {
      const { status, body } = await orders.get(user, `invoices/${id}/document`);
      expect([status, body.code]).toEqual([404, 'invoice.not_found']);
    }
  });
});
