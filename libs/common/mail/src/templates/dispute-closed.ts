import type { MoneyValue } from '@course-plateform/common/kernel';
import type { MailTemplate } from '../template';

/** Announces how a dispute was decided. */
export const DISPUTE_CLOSED: MailTemplate<{
  /** The URL of the page of the order. */
  link: string;
  amount: MoneyValue;
  /** `won` by the platform, or `lost`. */
  outcome: string;
}> = {
  name: 'dispute-closed',
  texts: {
    en: {
      subject:
        '{outcome, select, won {Your access is restored} other {Your bank has returned {amount} to you}}',
      greeting: 'Hello,',
      paragraphs: [
        'The dispute about your payment of {amount} is decided.',
        '{outcome, select, won {The payment stands. Your courses are open again, with all your progress.} other {The money stays with you. Your access to the courses of this order has ended.}}',
      ],
      action: 'View your order',
      closing: 'If you have questions, please contact support.',
    },
    ar: {
      subject: '{outcome, select, won {عاد وصولك إلى دوراتك} other {أعاد مصرفك إليك {amount}}}',
      greeting: 'مرحبًا،',
      paragraphs: [
        'بُتّ في الاعتراض على دفعتك بمبلغ {amount}.',
        '{outcome, select, won {تبقى الدفعة قائمة. دوراتك مفتوحة من جديد مع كل تقدّمك.} other {يبقى المال لديك. انتهى وصولك إلى دورات هذا الطلب.}}',
      ],
      action: 'عرض طلبك',
      closing: 'إذا كانت لديك أسئلة فيرجى التواصل مع الدعم.',
    },
    es: {
      subject:
        '{outcome, select, won {Has recuperado el acceso} other {Tu banco te ha devuelto {amount}}}',
      greeting: 'Hola:',
      paragraphs: [
        'Se ha resuelto la disputa sobre tu pago de {amount}.',
        '{outcome, select, won {El pago sigue en pie. Tus cursos vuelven a estar abiertos, con todo tu progreso.} other {El dinero se queda contigo. Tu acceso a los cursos de este pedido ha terminado.}}',
      ],
      action: 'Ver tu pedido',
      closing: 'Si tienes preguntas, ponte en contacto con nuestro equipo de asistencia.',
    },
    fr: {
      subject:
        '{outcome, select, won {Votre accès est rétabli} other {Votre banque vous a rendu {amount}}}',
      greeting: 'Bonjour,',
      paragraphs: [
        'La contestation de votre paiement de {amount} est tranchée.',
        '{outcome, select, won {Le paiement est maintenu. Vos cours sont de nouveau accessibles, avec toute votre progression.} other {L’argent reste chez vous. Votre accès aux cours de cette commande a pris fin.}}',
      ],
      action: 'Voir votre commande',
      closing: 'Pour toute question, contactez notre assistance.',
    },
  },
};
