/** The categories of the demo in the other languages of the platform, by their English names. */
export const CATEGORY_NAMES: Readonly<
  Record<string, { readonly ar: string; readonly es: string; readonly fr: string }>
> = {
  'Web Development': { ar: 'تطوير الويب', es: 'Desarrollo web', fr: 'Développement web' },
  'Data Science': { ar: 'علم البيانات', es: 'Ciencia de datos', fr: 'Science des données' },
  Design: { ar: 'التصميم', es: 'Diseño', fr: 'Design' },
  Business: { ar: 'الأعمال', es: 'Negocios', fr: 'Affaires' },
  Languages: { ar: 'اللغات', es: 'Idiomas', fr: 'Langues' },
  Music: { ar: 'الموسيقى', es: 'Música', fr: 'Musique' },
  Health: { ar: 'الصحة', es: 'Salud', fr: 'Santé' },
  Photography: { ar: 'التصوير', es: 'Fotografía', fr: 'Photographie' },
};
