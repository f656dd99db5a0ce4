// The package is loaded by a dynamic import, so its types are those of its ES module.
export type { default as Stripe } from 'stripe' with { 'resolution-mode': 'import' };
