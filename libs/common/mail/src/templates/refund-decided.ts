import type { MailTemplate } from '../template';

/** Announces what was decided about a refund request. */
export const REFUND_DECIDED: MailTemplate<{
  /** The URL of the page of the order. */
  link: string;
  course: string;
  /** `approve` or `reject`. */
  decision: string;
  /** `yes` when the reason is told, else `no`. */
  explained: string;
  /** Why, in the words of whoever decided; empty when nothing was written. */
  reason: string;
}> = {
  name: 'refund-decided',
  texts: {
    en: {
      subject:
        '{decision, select, approve {Your refund is approved} other {Your refund request was declined}}',
      greeting: 'Hello,',
      paragraphs: [
        '{decision, select, approve {Your refund for “{course}” is approved. We will write again when the money has been sent.} other {We could not approve your refund request for “{course}”. You keep the course.}}',
        '{explained, select, yes {Reason: {reason}} other {Decided on: {time}}}',
      ],
      action: 'View your order',
      closing: 'If you have questions, please contact support.',
    },
    ar: {
      subject:
        '{decision, select, approve {تمت الموافقة على استرداد مبلغك} other {رُفض طلب الاسترداد}}',
      greeting: 'مرحبًا،',
      paragraphs: [
        '{decision, select, approve {تمت الموافقة على استرداد ثمن «{course}». سنكتب إليك مجددًا عند إرسال المبلغ.} other {لم نتمكن من الموافقة على طلب استرداد ثمن «{course}». تبقى الدورة متاحة لك.}}',
        '{explained, select, yes {السبب: {reason}} other {تاريخ القرار: {time}}}',
      ],
      action: 'عرض طلبك',
      closing: 'إذا كانت لديك أسئلة فيرجى التواصل مع الدعم.',
    },
    es: {
      subject:
        '{decision, select, approve {Tu reembolso está aprobado} other {Tu solicitud de reembolso ha sido rechazada}}',
      greeting: 'Hola:',
      paragraphs: [
        '{decision, select, approve {Tu reembolso de «{course}» está aprobado. Te escribiremos de nuevo cuando hayamos enviado el dinero.} other {No hemos podido aprobar tu solicitud de reembolso de «{course}». Conservas el curso.}}',
        '{explained, select, yes {Motivo: {reason}} other {Fecha de la decisión: {time}}}',
      ],
      action: 'Ver tu pedido',
      closing: 'Si tienes preguntas, ponte en contacto con nuestro equipo de asistencia.',
    },
    fr: {
      subject:
        '{decision, select, approve {Votre remboursement est accepté} other {Votre demande de remboursement est refusée}}',
      greeting: 'Bonjour,',
      paragraphs: [
        '{decision, select, approve {Votre remboursement pour « {course} » est accepté. Nous vous écrirons de nouveau quand l’argent aura été envoyé.} other {Nous n’avons pas pu accepter votre demande de remboursement pour « {course} ». Vous gardez le cours.}}',
        '{explained, select, yes {Motif : {reason}} other {Date de la décision : {time}}}',
      ],
      action: 'Voir votre commande',
      closing: 'Pour toute question, contactez notre assistance.',
    },
  },
};
