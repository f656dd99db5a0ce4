import type { MoneyValue } from '@course-plateform/common/kernel';
import type { MailItem, MailTime } from '../mail-params';
import type { MailTemplate } from '../template';

/** Confirms an order that waits for its payment. */
export const ORDER_PLACED: MailTemplate<{
  /** The URL of the page of the order. */
  link: string;
  /** The courses with what each costs. */
  items: readonly MailItem[];
  total: MoneyValue;
  /** Until when the order waits for its payment. */
  due: MailTime;
}> = {
  name: 'order-placed',
  texts: {
    en: {
      subject: 'We have received your order',
      greeting: 'Hello,',
      paragraphs: [
        'Thank you for your order. Your courses open as soon as it is paid.',
        '{items}',
        'Total: {total}',
        'Please pay by {due}; after that, the order expires.',
      ],
      action: 'View your order',
      closing: 'If you did not place this order, please contact support.',
    },
    ar: {
      subject: 'استلمنا طلبك',
      greeting: 'مرحبًا،',
      paragraphs: [
        'شكرًا على طلبك. تُفتح دوراتك فور دفع ثمنه.',
        '{items}',
        'المجموع: {total}',
        'يرجى الدفع قبل {due}، إذ تنتهي صلاحية الطلب بعد ذلك.',
      ],
      action: 'عرض طلبك',
      closing: 'إذا لم تُجرِ هذا الطلب فيرجى التواصل مع الدعم.',
    },
    es: {
      subject: 'Hemos recibido tu pedido',
      greeting: 'Hola:',
      paragraphs: [
        'Gracias por tu pedido. Tus cursos se abrirán en cuanto esté pagado.',
        '{items}',
        'Total: {total}',
        'Paga antes de esta fecha: {due}. Después, el pedido caduca.',
      ],
      action: 'Ver tu pedido',
      closing: 'Si no has hecho este pedido, ponte en contacto con nuestro equipo de asistencia.',
    },
    fr: {
      subject: 'Nous avons reçu votre commande',
      greeting: 'Bonjour,',
      paragraphs: [
        'Merci pour votre commande. Vos cours seront accessibles dès qu’elle sera payée.',
        '{items}',
        'Total : {total}',
        'Veuillez payer avant cette date : {due}. Passé ce délai, la commande expire.',
      ],
      action: 'Voir votre commande',
      closing: 'Si vous n’avez pas passé cette commande, contactez notre assistance.',
    },
  },
};
