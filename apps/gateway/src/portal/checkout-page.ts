import { portalAsset } from './assets';
import { bundle } from './bundles';
import type { Development } from './development';
import { html } from './html';
import { page } from './layout';
import { signInForm } from './sign-in-form';

const { script } = bundle('checkout');
const access = portalAsset('session.js');

/** Where someone buys a course by card on the hosted page of the payment provider, with the typed client. */
export function checkoutPage(development?: Development): string {
  return page({
    title: 'Checkout',
    scripts: [access],
    modules: [script],
    body: html`<h1>Checkout</h1>
      <p class="lead">
        Buy a course by card: quote, order and payment by the typed client, the card on the hosted
        page of the payment provider.
      </p>
      ${signInForm(development)}
      <p><output id="state"></output></p>
      <p class="alert" role="alert" id="failure" hidden></p>
      <p id="retry" hidden>
        <button type="button" class="primary">Pay by card</button>
      </p>
      <p id="again" hidden><a class="button" href="/checkout">Buy another course</a></p>
      <ul class="cards" id="offers" hidden></ul>
      <template id="offer"
        ><li class="card">
          <h2></h2>
          <p></p>
          <button type="button" class="primary">Buy</button>
        </li></template
      >`,
  });
}
