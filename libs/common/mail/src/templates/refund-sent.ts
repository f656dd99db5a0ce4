import type { MoneyValue } from '@course-plateform/common/kernel';
import type { MailTemplate } from '../template';

/** Announces that money for a course has gone back to the buyer. */
export const REFUND_SENT: MailTemplate<{
  /** The URL of the page of the order. */
  link: string;
  course: string;
  amount: MoneyValue;
  /** `yes` when the buyer loses the course with it, else `no`. */
  ended: string;
}> = {
  name: 'refund-sent',
  texts: {
    en: {
      subject: 'We have refunded {amount}',
      greeting: 'Hello,',
      paragraphs: [
        'We have sent {amount} for “{course}” back to you, the way you paid. Your bank may need a few days to show it.',
        '{ended, select, yes {Your access to the course has ended.} other {You keep your access to the course.}}',
      ],
      action: 'View your order',
      closing: 'If you have questions, please contact support.',
    },
    ar: {
      subject: 'أعدنا إليك {amount}',
      greeting: 'مرحبًا،',
      paragraphs: [
        'أعدنا إليك مبلغ {amount} عن «{course}» بالطريقة التي دفعت بها. قد يحتاج مصرفك إلى بضعة أيام لإظهاره.',
        '{ended, select, yes {انتهى وصولك إلى الدورة.} other {تبقى الدورة متاحة لك.}}',
      ],
      action: 'عرض طلبك',
      closing: 'إذا كانت لديك أسئلة فيرجى التواصل مع الدعم.',
    },
    es: {
      subject: 'Te hemos reembolsado {amount}',
      greeting: 'Hola:',
      paragraphs: [
        'Te hemos devuelto {amount} por «{course}» de la misma forma en que pagaste. Tu banco puede tardar unos días en mostrarlo.',
        '{ended, select, yes {Tu acceso al curso ha terminado.} other {Conservas tu acceso al curso.}}',
      ],
      action: 'Ver tu pedido',
      closing: 'Si tienes preguntas, ponte en contacto con nuestro equipo de asistencia.',
    },
    fr: {
      subject: 'Nous vous avons remboursé {amount}',
      greeting: 'Bonjour,',
      paragraphs: [
        'Nous vous avons reversé {amount} pour « {course} », par le moyen de paiement que vous aviez choisi. Votre banque peut mettre quelques jours à l’afficher.',
        '{ended, select, yes {Votre accès au cours a pris fin.} other {Vous gardez votre accès au cours.}}',
      ],
      action: 'Voir votre commande',
      closing: 'Pour toute question, contactez notre assistance.',
    },
  },
};
