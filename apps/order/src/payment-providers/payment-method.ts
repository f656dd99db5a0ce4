/** The ways to pay that are built; each has a provider behind the port. */
export enum PaymentMethod {
  bankTransfer = 'bank_transfer',
}
