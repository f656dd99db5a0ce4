import type { MoneyValue } from '@course-plateform/common/kernel';
import type { MailTemplate } from '../template';

/** Announces that the buyer's bank disputes a payment. */
export const DISPUTE_OPENED: MailTemplate<{
  /** The URL of the page of the order. */
  link: string;
  amount: MoneyValue;
}> = {
  name: 'dispute-opened',
  texts: {
    en: {
      subject: 'Your bank disputes a payment of {amount}',
      greeting: 'Hello,',
      paragraphs: [
        'Your bank has disputed your payment of {amount} and taken the money back for now.',
        'Until the dispute is decided, your access to the courses of this order is suspended. Nothing is lost: all your progress is kept.',
      ],
      action: 'View your order',
      closing: 'If you did not dispute this payment, please tell your bank and contact support.',
    },
    ar: {
      subject: 'اعترض مصرفك على دفعة بمبلغ {amount}',
      greeting: 'مرحبًا،',
      paragraphs: [
        'اعترض مصرفك على دفعتك بمبلغ {amount} واستعاد المال مؤقتًا.',
        'إلى أن يُبتّ في الاعتراض، يتوقف وصولك إلى دورات هذا الطلب. لن يضيع شيء: يبقى كل تقدّمك محفوظًا.',
      ],
      action: 'عرض طلبك',
      closing: 'إذا لم تعترض على هذه الدفعة فيرجى إبلاغ مصرفك والتواصل مع الدعم.',
    },
    es: {
      subject: 'Tu banco ha disputado un pago de {amount}',
      greeting: 'Hola:',
      paragraphs: [
        'Tu banco ha disputado tu pago de {amount} y ha retirado el dinero por ahora.',
        'Hasta que se resuelva la disputa, tu acceso a los cursos de este pedido está suspendido. No se pierde nada: todo tu progreso se conserva.',
      ],
      action: 'Ver tu pedido',
      closing:
        'Si no has disputado este pago, avisa a tu banco y ponte en contacto con nuestro equipo de asistencia.',
    },
    fr: {
      subject: 'Votre banque conteste un paiement de {amount}',
      greeting: 'Bonjour,',
      paragraphs: [
        'Votre banque a contesté votre paiement de {amount} et repris l’argent pour le moment.',
        'Jusqu’à la décision, votre accès aux cours de cette commande est suspendu. Rien n’est perdu : toute votre progression est conservée.',
      ],
      action: 'Voir votre commande',
      closing:
        'Si vous n’avez pas contesté ce paiement, prévenez votre banque et contactez notre assistance.',
    },
  },
};
