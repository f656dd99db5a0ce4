import { type TestUser, bearer } from '@course-plateform/common/testing';
import { userErased } from '@course-plateform/types/user';
import { BillingDetails } from '../src/billing-details/billing-details.entity';
import { Invoice } from '../src/invoice/invoice.entity';
import { shows } from './card.fixture';
import { BILLING, InvoiceSteps } from './invoice.fixture';
import { OrderFixture } from './order.fixture';

describe('billing details', () => {
  let fixture: OrderFixture;
  let steps: InvoiceSteps;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    steps = new InvoiceSteps(fixture);
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
  });

  const stored = () => fixture.service.stored(BillingDetails, { id: buyer.id });

  it('are empty until they are saved, and then as they were saved', async () => {
    const before = await fixture.get(buyer, 'billing-details').expect(200);
    expect(before.headers['etag']).toBe('"0"');
    expect(before.body).toMatchObject({ name: null, country: null, vatId: null, version: 0 });

    const written = { ...BILLING, vatId: ' de 136.695-976 ' };
    const { body } = await steps.save(buyer, written).expect(200);
    expect(body).toMatchObject({ ...BILLING, version: 1 });
    expect((await fixture.get(buyer, 'billing-details').expect(200)).body).toEqual(body);

    const less = { name: 'Ada', line1: '1 Main Street', city: 'Springfield', country: 'US' };
    const { body: replaced } = await steps.save(buyer, less, 1).expect(200);
    const nothing = { company: null, line2: null, postalCode: null, region: null, vatId: null };
    expect(replaced).toMatchObject({ ...less, ...nothing, version: 2 });
    expect(await stored()).toMatchObject([{ ...less, ...nothing }]);
  });

  it('are changed by whoever has read them', async () => {
    const both = await Promise.all([steps.save(buyer, BILLING), steps.save(buyer, BILLING)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect((await steps.save(buyer, BILLING)).body).toMatchObject({
      code: 'request.precondition_failed',
    });
    expect((await steps.save(buyer, BILLING, 2)).status).toBe(412);
    const blind = fixture.service.http.put('/api/v1/billing-details').set(bearer(buyer));
    expect((await blind.send(BILLING)).status).toBe(428);
    expect(await stored()).toMatchObject([{ version: 1 }]);
  });

  it.each([
    ['/vatId', { vatId: 'DE12' }],
    ['/vatId', { country: 'FR' }],
    ['/vatId', { vatId: '' }],
    ['/country', { country: 'de' }],
    ['/name', { name: undefined }],
    ['/line1', { line1: 'a\nb' }],
    ['/city', { city: 'x'.repeat(101) }],
  ])('are refused with a wrong %s: %j', async (pointer, wrong) => {
    const { body } = await steps.save(buyer, { ...BILLING, ...wrong }).expect(422);
    const pointers = (body.errors as { pointer: string }[]).map((error) => error.pointer);
    expect(new Set(pointers)).toEqual(new Set([pointer]));
    expect(await stored()).toEqual([]);
  });

  it('say in the language of the buyer what is wrong with a VAT id', async () => {
    const response = await steps
      .save(buyer, { ...BILLING, vatId: '136695976' })
      .set('Accept-Language', 'es');
    expect(response.body.errors).toEqual([
      {
        ...{ pointer: '/vatId', code: 'field.is_vat_id' },
        detail: 'debe ser un NIF-IVA del país, con su prefijo, como DE136695976',
      },
    ]);
  });

  it('can be deleted, and go with the user; invoices keep their copy', async () => {
    const remove = (version: number) =>
      fixture.service.http
        .delete('/api/v1/billing-details')
        .set({ ...bearer(buyer), 'If-Match': `"${String(version)}"` });
    await steps.save(buyer, BILLING).expect(200);
    const order = await fixture.paid(buyer);
    expect((await remove(7)).status).toBe(412);
    await remove(1).expect(204);
    await remove(0).expect(204);
    expect(await stored()).toEqual([]);
    await steps.save(buyer, BILLING).expect(200);
    await fixture.service.events.publish(
      userErased,
      { userId: buyer.id },
      { aggregateId: buyer.id },
    );
    await shows(async () => expect(await stored()).toEqual([]));
    expect(await fixture.service.stored(Invoice, { orderId: order.id })).toMatchObject([
      { buyer: BILLING },
    ]);
  });
});
