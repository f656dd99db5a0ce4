/** What the demo is made of. */

export const PASSWORD = 'Password123';

export const INSTRUCTORS = [
  ['Grace', 'Okafor'],
  ['Mateo', 'Ríos'],
  ['Leïla', 'Benali'],
  ['Kenji', 'Watanabe'],
  ['Ingrid', 'Solberg'],
] as const;

export const LEARNERS = [
  ['John', 'Doe'],
  ['Amina', 'Yusuf'],
  ['Noah', 'Fischer'],
  ['Sofía', 'Marín'],
  ['Yusuf', 'Demir'],
  ['Chloé', 'Moreau'],
  ['Ravi', 'Iyer'],
  ['Emma', 'Lindqvist'],
  ['Omar', 'Haddad'],
  ['Mei', 'Chen'],
] as const;

interface DemoCourse {
  readonly title: string;
  readonly subtitle: string;
  /** In cents; 0 is free. */
  readonly price: number;
  /** In cents, for a month after the demo is made; left out without a sale. */
  readonly salePrice?: number;
  readonly level: 'beginner' | 'intermediate' | 'expert';
  readonly lessons: readonly [string, string, string, string];
  /** A statement for the quiz, and whether it is true. */
  readonly quiz: readonly [string, boolean];
}

/** Eight categories of three courses. */
export const CATALOG: readonly { category: string; courses: readonly DemoCourse[] }[] = [
  {
    category: 'Web Development',
    courses: [
      {
        title: 'Complete Web Development',
        subtitle: 'From the first tag to the last server',
        price: 1999,
        level: 'beginner',
        lessons: [
          'How the web works',
          'Pages with HTML',
          'Layouts with CSS',
          'A server of your own',
        ],
        quiz: ['HTML describes the structure of a page.', true],
      },
      {
        title: 'TypeScript for Large Codebases',
        subtitle: 'Types that carry their weight',
        price: 3499,
        salePrice: 1799,
        level: 'intermediate',
        lessons: [
          'Structural types',
          'Narrowing',
          'Generics that help',
          'Strictness, step by step',
        ],
        quiz: ['Types exist at run time in TypeScript.', false],
      },
      {
        title: 'HTTP, Explained by Its Mistakes',
        subtitle: 'Caching, retries and the other hard parts',
        price: 0,
        level: 'expert',
        lessons: ['Methods and safety', 'Conditional requests', 'Idempotency', 'What proxies do'],
        quiz: ['PUT is meant to be idempotent.', true],
      },
    ],
  },
  {
    category: 'Data Science',
    courses: [
      {
        title: 'Statistics Without Fear',
        subtitle: 'Reason about chance with pencil and paper',
        price: 1499,
        level: 'beginner',
        lessons: ['Averages and spread', 'Samples', 'Confidence', 'Correlation'],
        quiz: ['Correlation proves causation.', false],
      },
      {
        title: 'Machine Learning from Scratch',
        subtitle: 'Build the algorithms before you import them',
        price: 4999,
        level: 'intermediate',
        lessons: ['Linear models', 'Gradient descent', 'Trees', 'Overfitting'],
        quiz: ['A model can fit its training data too well.', true],
      },
      {
        title: 'SQL for Analysts',
        subtitle: 'Questions, answers and window functions',
        price: 2499,
        level: 'beginner',
        lessons: ['Select what you need', 'Joins', 'Grouping', 'Windows'],
        quiz: ['A left join keeps every row of its left side.', true],
      },
    ],
  },
  {
    category: 'Design',
    courses: [
      {
        title: 'Typography for Screens',
        subtitle: 'Make text a pleasure to read',
        price: 1999,
        level: 'beginner',
        lessons: ['Anatomy of letters', 'Size and rhythm', 'Pairing faces', 'Numbers and tables'],
        quiz: ['Longer lines need more line spacing.', true],
      },
      {
        title: 'Design Systems in Practice',
        subtitle: 'One language for many teams',
        price: 3999,
        level: 'expert',
        lessons: ['Tokens', 'Components', 'Documentation', 'Adoption'],
        quiz: ['A design system is finished at its first release.', false],
      },
      {
        title: 'Drawing What You See',
        subtitle: 'Perspective, light and patience',
        price: 0,
        level: 'beginner',
        lessons: ['Lines', 'Perspective', 'Light and shadow', 'A still life'],
        quiz: ['Parallel lines seem to meet at the horizon.', true],
      },
    ],
  },
  {
    category: 'Business',
    courses: [
      {
        title: 'Pricing Your First Product',
        subtitle: 'What people pay, and why',
        price: 2999,
        level: 'beginner',
        lessons: ['Value and cost', 'Packages', 'Experiments', 'Raising prices'],
        quiz: ['Costs alone decide what customers will pay.', false],
      },
      {
        title: 'Negotiation for Engineers',
        subtitle: 'Agreements that last',
        price: 2499,
        level: 'intermediate',
        lessons: ['Interests', 'Alternatives', 'Listening', 'Writing it down'],
        quiz: ['Knowing your alternative makes you stronger.', true],
      },
      {
        title: 'Bookkeeping Basics',
        subtitle: 'Two entries for every story',
        price: 1499,
        level: 'beginner',
        lessons: ['Accounts', 'Double entry', 'The balance sheet', 'Closing a month'],
        quiz: ['Debits and credits of an entry are equal.', true],
      },
    ],
  },
  {
    category: 'Languages',
    courses: [
      {
        title: 'Spanish for Travellers',
        subtitle: 'Two hundred sentences that get you there',
        price: 999,
        level: 'beginner',
        lessons: ['Greetings', 'At the station', 'In the market', 'Small talk'],
        quiz: ['"Gracias" means "please".', false],
      },
      {
        title: 'Arabic Script in Ten Evenings',
        subtitle: 'Read signs, menus and names',
        price: 1999,
        level: 'beginner',
        lessons: ['The first letters', 'Letters that join', 'Vowels', 'Reading signs'],
        quiz: ['Arabic is written from right to left.', true],
      },
      {
        title: 'Better English Emails',
        subtitle: 'Short, kind and clear',
        price: 0,
        level: 'intermediate',
        lessons: ['Subjects', 'Openings', 'Requests', 'Endings'],
        quiz: ['A good subject says what the mail is about.', true],
      },
    ],
  },
  {
    category: 'Music',
    courses: [
      {
        title: 'Piano from the First Note',
        subtitle: 'Both hands within a month',
        price: 2999,
        level: 'beginner',
        lessons: ['Posture', 'The C major scale', 'Chords', 'A first song'],
        quiz: ['C major has two sharps.', false],
      },
      {
        title: 'Music Theory for Producers',
        subtitle: 'Harmony that serves the groove',
        price: 3499,
        level: 'intermediate',
        lessons: ['Intervals', 'Modes', 'Progressions', 'Tension'],
        quiz: ['An octave spans twelve semitones.', true],
      },
      {
        title: 'Recording at Home',
        subtitle: 'A quiet room and one good microphone',
        price: 1999,
        level: 'intermediate',
        lessons: ['The room', 'The microphone', 'Takes', 'A simple mix'],
        quiz: ['A closet of clothes can be a good vocal booth.', true],
      },
    ],
  },
  {
    category: 'Health',
    courses: [
      {
        title: 'Running Your First Ten Kilometres',
        subtitle: 'Slowly, then steadily',
        price: 999,
        level: 'beginner',
        lessons: ['Shoes and pace', 'Four weeks', 'Rest', 'The day itself'],
        quiz: ['Rest days are part of training.', true],
      },
      {
        title: 'Cooking for Busy Weeks',
        subtitle: 'One pot, many dinners',
        price: 1499,
        level: 'beginner',
        lessons: ['Staples', 'Beans and grains', 'Sauces', 'Leftovers'],
        quiz: ['Rice should be left at room temperature overnight.', false],
      },
      {
        title: 'Sleep, Scientifically',
        subtitle: 'What helps and what only sells',
        price: 0,
        level: 'beginner',
        lessons: ['Rhythms', 'Light', 'Habits', 'Myths'],
        quiz: ['Light in the morning helps to fall asleep in the evening.', true],
      },
    ],
  },
  {
    category: 'Photography',
    courses: [
      {
        title: 'Light Before Camera',
        subtitle: 'See first, press later',
        price: 1999,
        level: 'beginner',
        lessons: ['Direction', 'Quality', 'Colour', 'Shadows'],
        quiz: ['Clouds make light softer.', true],
      },
      {
        title: 'Street Photography',
        subtitle: 'Courage, manners and timing',
        price: 2499,
        level: 'intermediate',
        lessons: ['Walking', 'Waiting', 'Asking', 'Editing'],
        quiz: ['A longer lens is always better on the street.', false],
      },
      {
        title: 'Editing with Restraint',
        subtitle: 'Stop one step earlier',
        price: 1499,
        level: 'intermediate',
        lessons: ['Exposure', 'Contrast', 'Colour', 'Cropping'],
        quiz: ['Cropping can change what a picture is about.', true],
      },
    ],
  },
];

/** What learners say, by stars. */
export const OPINIONS: Readonly<Record<3 | 4 | 5, readonly string[]>> = {
  5: ['Clear, deep and fun.', 'The best hour of my week.', 'I finally understand it.'],
  4: ['Well paced, I would like more exercises.', 'Solid and honest.'],
  3: ['Good content, but the last part is rushed.'],
};
