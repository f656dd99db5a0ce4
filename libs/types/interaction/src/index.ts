export { CartContents, CartGet, cartGet } from './cart.contract';
