import type { TestUser } from '@course-plateform/common/testing';
import type { OrderResponse } from '../src/order/order.dto';
import type { InvoiceResponse, InvoiceSummaryResponse } from '../src/buyer-invoice/invoice.dto';
import type { OrderFixture } from './order.fixture';

/** Billing details that differ from the defaults in every field. */
export const BILLING = {
  name: 'Ada Lovelace',
  company: 'Analytical Engines GmbH',
  line1: 'Unter den Linden 77',
  line2: 'Aufgang C',
  city: 'Berlin',
  postalCode: '10117',
  region: 'Berlin',
  country: 'DE',
  vatId: 'DE136695976',
};

/** What buyers do about invoices. */
export class InvoiceSteps {
  constructor(private readonly fixture: OrderFixture) {}

  save(buyer: TestUser, details: object, version = 0) {
    const headers = { Authorization: `Bearer ${buyer.token}`, 'If-Match': `"${String(version)}"` };
    return this.fixture.service.http.put('/api/v1/billing-details').set(headers).send(details);
  }

  async listed(
    buyer: TestUser,
    { id }: Pick<OrderResponse, 'id'>,
  ): Promise<InvoiceSummaryResponse[]> {
    const { body } = await this.fixture.get(buyer, `orders/${id}/invoices`).expect(200);
    return body.items as InvoiceSummaryResponse[];
  }

  async read(buyer: TestUser, id: string): Promise<InvoiceResponse> {
    return (await this.fixture.get(buyer, `invoices/${id}`).expect(200)).body as InvoiceResponse;
  }

  /** All documents of an order, oldest first. */
  async of(buyer: TestUser, order: Pick<OrderResponse, 'id'>): Promise<InvoiceResponse[]> {
    const all = await this.listed(buyer, order);
    return Promise.all(all.map(({ id }) => this.read(buyer, id)));
  }
}
