import type { MailTemplate } from '../template';

/** Announces that a session was ended because its tokens may have been stolen. */
export const TOKEN_REUSED: MailTemplate<Record<never, string>> = {
  name: 'token-reused',
  texts: {
    en: {
      subject: 'We ended one of your sessions',
      greeting: 'Hello,',
      paragraphs: [
        'The keys of one of your sessions were used a second time. Someone else may have had them, so we ended that session.',
        'Time: {time}',
        'Please sign in again on that device.',
      ],
      closing: 'If this surprises you, change your password and sign out everywhere else.',
    },
    ar: {
      subject: 'أنهينا إحدى جلساتك',
      greeting: 'مرحبًا،',
      paragraphs: [
        'استُخدمت مفاتيح إحدى جلساتك مرة ثانية. ربما حصل عليها شخص آخر، لذلك أنهينا تلك الجلسة.',
        'الوقت: {time}',
        'يرجى تسجيل الدخول من جديد على ذلك الجهاز.',
      ],
      closing: 'إذا فاجأك ذلك فغيّر كلمة مرورك وسجّل الخروج من كل الأجهزة الأخرى.',
    },
    es: {
      subject: 'Hemos cerrado una de tus sesiones',
      greeting: 'Hola:',
      paragraphs: [
        'Las claves de una de tus sesiones se han usado por segunda vez. Quizá las tenía otra persona, así que hemos cerrado esa sesión.',
        'Fecha y hora: {time}',
        'Inicia sesión de nuevo en ese dispositivo.',
      ],
      closing: 'Si esto te sorprende, cambia tu contraseña y cierra las demás sesiones.',
    },
    fr: {
      subject: 'Nous avons fermé une de vos sessions',
      greeting: 'Bonjour,',
      paragraphs: [
        'Les clés d’une de vos sessions ont servi une deuxième fois. Quelqu’un d’autre les avait peut-être : nous avons fermé cette session.',
        'Date et heure : {time}',
        'Reconnectez-vous sur cet appareil.',
      ],
      closing: 'Si cela vous surprend, changez votre mot de passe et fermez les autres sessions.',
    },
  },
};
