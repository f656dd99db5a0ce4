import type { MoneyValue } from '@course-plateform/common/kernel';
import type { MailItem } from '../mail-params';
import type { MailTemplate } from '../template';

/** The receipt for a paid order. */
export const ORDER_PAID: MailTemplate<{
  /** The URL of the page of the order. */
  link: string;
  /** The id of the order, for questions about it. */
  order: string;
  /** The courses with what each cost. */
  items: readonly MailItem[];
  total: MoneyValue;
  /** `yes` when there was nothing to pay, else `no`. */
  free: string;
}> = {
  name: 'order-paid',
  texts: {
    en: {
      subject: '{free, select, yes {Your courses are open} other {Your receipt: {total}}}',
      greeting: 'Hello,',
      paragraphs: [
        '{free, select, yes {There was nothing to pay.} other {We have received your payment.}} Your courses are open. Enjoy learning!',
        '{items}',
        'Total: {total}',
        'Order: {order}',
        'Date: {time}',
      ],
      action: 'View your order',
      closing: 'Thank you for learning with us.',
    },
    ar: {
      subject: '{free, select, yes {دوراتك مفتوحة الآن} other {إيصالك: {total}}}',
      greeting: 'مرحبًا،',
      paragraphs: [
        '{free, select, yes {لم يكن هناك ما يُدفع.} other {استلمنا دفعتك.}} دوراتك مفتوحة الآن، نتمنى لك تعلّمًا ممتعًا!',
        '{items}',
        'المجموع: {total}',
        'الطلب: {order}',
        'التاريخ: {time}',
      ],
      action: 'عرض طلبك',
      closing: 'شكرًا لتعلّمك معنا.',
    },
    es: {
      subject: '{free, select, yes {Tus cursos ya están abiertos} other {Tu recibo: {total}}}',
      greeting: 'Hola:',
      paragraphs: [
        '{free, select, yes {No había nada que pagar.} other {Hemos recibido tu pago.}} Tus cursos ya están abiertos: ¡que los disfrutes!',
        '{items}',
        'Total: {total}',
        'Pedido: {order}',
        'Fecha: {time}',
      ],
      action: 'Ver tu pedido',
      closing: 'Gracias por aprender con nosotros.',
    },
    fr: {
      subject: '{free, select, yes {Vos cours sont accessibles} other {Votre reçu : {total}}}',
      greeting: 'Bonjour,',
      paragraphs: [
        '{free, select, yes {Il n’y avait rien à payer.} other {Nous avons reçu votre paiement.}} Vos cours sont accessibles : bon apprentissage !',
        '{items}',
        'Total : {total}',
        'Commande : {order}',
        'Date : {time}',
      ],
      action: 'Voir votre commande',
      closing: 'Merci d’apprendre avec nous.',
    },
  },
};
