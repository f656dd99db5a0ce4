import type { MoneyValue } from '@course-plateform/common/kernel';
import type { MailTemplate } from '../template';

/** Announces that a payment did not go through. */
export const PAYMENT_FAILED: MailTemplate<{
  /** The URL of the page of the order. */
  link: string;
  amount: MoneyValue;
  /** Why it failed, as far as the buyer may know: `insufficient_funds`, `expired_card`, …. */
  failure: string;
  /** `yes` while the buyer can try again, else `no`. */
  retry: string;
}> = {
  name: 'payment-failed',
  texts: {
    en: {
      subject: 'Your payment of {amount} did not go through',
      greeting: 'Hello,',
      paragraphs: [
        '{failure, select, insufficient_funds {There was not enough money on your card for the payment of {amount}.} expired_card {The card for your payment of {amount} has expired.} incorrect_cvc {The security code of the card for your payment of {amount} was wrong.} authentication_failed {Your bank could not confirm that it was you who made the payment of {amount}.} other {Your bank declined the payment of {amount}.}}',
        'You have not been charged.',
        '{retry, select, yes {You can try again, also with another card or payment method.} other {This payment takes no more cards. You can choose another payment method.}}',
      ],
      action: 'View your order',
      closing: 'If you did not try to pay, please contact your bank.',
    },
    ar: {
      subject: 'لم تكتمل دفعتك بمبلغ {amount}',
      greeting: 'مرحبًا،',
      paragraphs: [
        '{failure, select, insufficient_funds {لم يكن الرصيد كافيًا لدفع {amount}.} expired_card {انتهت صلاحية البطاقة المستخدمة لدفع {amount}.} incorrect_cvc {رمز أمان البطاقة المستخدمة لدفع {amount} غير صحيح.} authentication_failed {لم يتمكن مصرفك من التأكد من أنك من أجرى الدفعة بمبلغ {amount}.} other {رفض مصرفك الدفعة بمبلغ {amount}.}}',
        'لم يُخصم منك أي مبلغ.',
        '{retry, select, yes {يمكنك المحاولة مرة أخرى، ببطاقة أو طريقة دفع أخرى أيضًا.} other {لا تقبل هذه الدفعة بطاقات أخرى. يمكنك اختيار طريقة دفع أخرى.}}',
      ],
      action: 'عرض طلبك',
      closing: 'إذا لم تحاول الدفع فيرجى التواصل مع مصرفك.',
    },
    es: {
      subject: 'No se ha podido completar tu pago de {amount}',
      greeting: 'Hola:',
      paragraphs: [
        '{failure, select, insufficient_funds {La tarjeta no tenía saldo suficiente para el pago de {amount}.} expired_card {La tarjeta para el pago de {amount} ha caducado.} incorrect_cvc {El código de seguridad de la tarjeta para el pago de {amount} no era correcto.} authentication_failed {Tu banco no ha podido confirmar que fueras tú quien hacía el pago de {amount}.} other {Tu banco ha rechazado el pago de {amount}.}}',
        'No se te ha cobrado nada.',
        '{retry, select, yes {Puedes volver a intentarlo, también con otra tarjeta u otra forma de pago.} other {Este pago ya no admite más tarjetas. Puedes elegir otra forma de pago.}}',
      ],
      action: 'Ver tu pedido',
      closing: 'Si no has intentado pagar, ponte en contacto con tu banco.',
    },
    fr: {
      subject: 'Votre paiement de {amount} n’a pas abouti',
      greeting: 'Bonjour,',
      paragraphs: [
        '{failure, select, insufficient_funds {Le solde de votre carte ne suffisait pas pour le paiement de {amount}.} expired_card {La carte utilisée pour le paiement de {amount} a expiré.} incorrect_cvc {Le code de sécurité de la carte utilisée pour le paiement de {amount} était incorrect.} authentication_failed {Votre banque n’a pas pu confirmer que vous étiez à l’origine du paiement de {amount}.} other {Votre banque a refusé le paiement de {amount}.}}',
        'Vous n’avez pas été débité.',
        '{retry, select, yes {Vous pouvez réessayer, y compris avec une autre carte ou un autre moyen de paiement.} other {Ce paiement n’accepte plus de cartes. Vous pouvez choisir un autre moyen de paiement.}}',
      ],
      action: 'Voir votre commande',
      closing: 'Si vous n’avez pas essayé de payer, contactez votre banque.',
    },
  },
};
