import type { MoneyValue } from '@course-plateform/common/kernel';
import type { MailTemplate } from '../template';

/** Announces what became of money that could not pay its order. */
export const PAYMENT_UNUSED: MailTemplate<{
  /** The URL of the page of the order. */
  link: string;
  amount: MoneyValue;
  /** `returned` or `kept`. */
  outcome: string;
  /** Why it is kept; empty when it was returned. */
  reason: string;
}> = {
  name: 'payment-unused',
  texts: {
    en: {
      subject:
        '{outcome, select, returned {We have sent {amount} back to you} other {About your payment of {amount}}}',
      greeting: 'Hello,',
      paragraphs: [
        'We have received {amount} for an order that could not take it: it had ended, or the amount was another one.',
        '{outcome, select, returned {We have sent the money back to you, the way you paid. Your bank may need a few days to show it.} other {We keep the money for now. Reason: {reason}}}',
      ],
      action: 'View your order',
      closing: 'If you have questions, please contact support.',
    },
    ar: {
      subject:
        '{outcome, select, returned {أعدنا إليك {amount}} other {بخصوص دفعتك بمبلغ {amount}}}',
      greeting: 'مرحبًا،',
      paragraphs: [
        'استلمنا {amount} لطلب لم يكن ممكنًا دفع ثمنه به: إما أنه انتهى أو أن المبلغ مختلف.',
        '{outcome, select, returned {أعدنا المال إليك بالطريقة التي دفعت بها. قد يحتاج مصرفك إلى بضعة أيام لإظهاره.} other {نحتفظ بالمال حاليًا. السبب: {reason}}}',
      ],
      action: 'عرض طلبك',
      closing: 'إذا كانت لديك أسئلة فيرجى التواصل مع الدعم.',
    },
    es: {
      subject:
        '{outcome, select, returned {Te hemos devuelto {amount}} other {Sobre tu pago de {amount}}}',
      greeting: 'Hola:',
      paragraphs: [
        'Hemos recibido {amount} para un pedido que no podía aceptarlo: había terminado o el importe era otro.',
        '{outcome, select, returned {Te hemos devuelto el dinero de la misma forma en que pagaste. Tu banco puede tardar unos días en mostrarlo.} other {De momento conservamos el dinero. Motivo: {reason}}}',
      ],
      action: 'Ver tu pedido',
      closing: 'Si tienes preguntas, ponte en contacto con nuestro equipo de asistencia.',
    },
    fr: {
      subject:
        '{outcome, select, returned {Nous vous avons rendu {amount}} other {À propos de votre paiement de {amount}}}',
      greeting: 'Bonjour,',
      paragraphs: [
        'Nous avons reçu {amount} pour une commande qui ne pouvait pas l’accepter : elle était terminée, ou le montant était différent.',
        '{outcome, select, returned {Nous vous avons rendu l’argent par le moyen de paiement que vous aviez choisi. Votre banque peut mettre quelques jours à l’afficher.} other {Nous gardons l’argent pour le moment. Motif : {reason}}}',
      ],
      action: 'Voir votre commande',
      closing: 'Pour toute question, contactez notre assistance.',
    },
  },
};
