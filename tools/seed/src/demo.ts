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
  readonly level: 'beginner' | 'intermediate' | 'expert';
  readonly lessons: readonly [string, string, string, string];
  /** A statement for the quiz, and whether it is true. */
  readonly quiz: readonly [string, boolean];
}

function course(
  title: string,
  subtitle: string,
  price: number,
  level: DemoCourse['level'],
  lessons: DemoCourse['lessons'],
  quiz: DemoCourse['quiz'],
): DemoCourse {
  return { title, subtitle, price, level, lessons, quiz };
}

/** Eight categories of three courses. */
export const CATALOG: readonly { category: string; courses: readonly DemoCourse[] }[] = [
  {
    category: 'Web Development',
    courses: [
      course(
        'Complete Web Development',
        'From the first tag to the last server',
        1999,
        'beginner',
        ['How the web works', 'Pages with HTML', 'Layouts with CSS', 'A server of your own'],
        ['HTML describes the structure of a page.', true],
      ),
      course(
        'TypeScript for Large Codebases',
        'Types that carry their weight',
        3499,
        'intermediate',
        ['Structural types', 'Narrowing', 'Generics that help', 'Strictness, step by step'],
        ['Types exist at run time in TypeScript.', false],
      ),
      course(
        'HTTP, Explained by Its Mistakes',
        'Caching, retries and the other hard parts',
        0,
        'expert',
        ['Methods and safety', 'Conditional requests', 'Idempotency', 'What proxies do'],
        ['PUT is meant to be idempotent.', true],
      ),
    ],
  },
  {
    category: 'Data Science',
    courses: [
      course(
        'Statistics Without Fear',
        'Reason about chance with pencil and paper',
        1499,
        'beginner',
        ['Averages and spread', 'Samples', 'Confidence', 'Correlation'],
        ['Correlation proves causation.', false],
      ),
      course(
        'Machine Learning from Scratch',
        'Build the algorithms before you import them',
        4999,
        'intermediate',
        ['Linear models', 'Gradient descent', 'Trees', 'Overfitting'],
        ['A model can fit its training data too well.', true],
      ),
      course(
        'SQL for Analysts',
        'Questions, answers and window functions',
        2499,
        'beginner',
        ['Select what you need', 'Joins', 'Grouping', 'Windows'],
        ['A left join keeps every row of its left side.', true],
      ),
    ],
  },
  {
    category: 'Design',
    courses: [
      course(
        'Typography for Screens',
        'Make text a pleasure to read',
        1999,
        'beginner',
        ['Anatomy of letters', 'Size and rhythm', 'Pairing faces', 'Numbers and tables'],
        ['Longer lines need more line spacing.', true],
      ),
      course(
        'Design Systems in Practice',
        'One language for many teams',
        3999,
        'expert',
        ['Tokens', 'Components', 'Documentation', 'Adoption'],
        ['A design system is finished at its first release.', false],
      ),
      course(
        'Drawing What You See',
        'Perspective, light and patience',
        0,
        'beginner',
        ['Lines', 'Perspective', 'Light and shadow', 'A still life'],
        ['Parallel lines seem to meet at the horizon.', true],
      ),
    ],
  },
  {
    category: 'Business',
    courses: [
      course(
        'Pricing Your First Product',
        'What people pay, and why',
        2999,
        'beginner',
        ['Value and cost', 'Packages', 'Experiments', 'Raising prices'],
        ['Costs alone decide what customers will pay.', false],
      ),
      course(
        'Negotiation for Engineers',
        'Agreements that last',
        2499,
        'intermediate',
        ['Interests', 'Alternatives', 'Listening', 'Writing it down'],
        ['Knowing your alternative makes you stronger.', true],
      ),
      course(
        'Bookkeeping Basics',
        'Two entries for every story',
        1499,
        'beginner',
        ['Accounts', 'Double entry', 'The balance sheet', 'Closing a month'],
        ['Debits and credits of an entry are equal.', true],
      ),
    ],
  },
  {
    category: 'Languages',
    courses: [
      course(
        'Spanish for Travellers',
        'Two hundred sentences that get you there',
        999,
        'beginner',
        ['Greetings', 'At the station', 'In the market', 'Small talk'],
        ['"Gracias" means "please".', false],
      ),
      course(
        'Arabic Script in Ten Evenings',
        'Read signs, menus and names',
        1999,
        'beginner',
        ['The first letters', 'Letters that join', 'Vowels', 'Reading signs'],
        ['Arabic is written from right to left.', true],
      ),
      course(
        'Better English Emails',
        'Short, kind and clear',
        0,
        'intermediate',
        ['Subjects', 'Openings', 'Requests', 'Endings'],
        ['A good subject says what the mail is about.', true],
      ),
    ],
  },
  {
    category: 'Music',
    courses: [
      course(
        'Piano from the First Note',
        'Both hands within a month',
        2999,
        'beginner',
        ['Posture', 'The C major scale', 'Chords', 'A first song'],
        ['C major has two sharps.', false],
      ),
      course(
        'Music Theory for Producers',
        'Harmony that serves the groove',
        3499,
        'intermediate',
        ['Intervals', 'Modes', 'Progressions', 'Tension'],
        ['An octave spans twelve semitones.', true],
      ),
      course(
        'Recording at Home',
        'A quiet room and one good microphone',
        1999,
        'intermediate',
        ['The room', 'The microphone', 'Takes', 'A simple mix'],
        ['A closet of clothes can be a good vocal booth.', true],
      ),
    ],
  },
  {
    category: 'Health',
    courses: [
      course(
        'Running Your First Ten Kilometres',
        'Slowly, then steadily',
        999,
        'beginner',
        ['Shoes and pace', 'Four weeks', 'Rest', 'The day itself'],
        ['Rest days are part of training.', true],
      ),
      course(
        'Cooking for Busy Weeks',
        'One pot, many dinners',
        1499,
        'beginner',
        ['Staples', 'Beans and grains', 'Sauces', 'Leftovers'],
        ['Rice should be left at room temperature overnight.', false],
      ),
      course(
        'Sleep, Scientifically',
        'What helps and what only sells',
        0,
        'beginner',
        ['Rhythms', 'Light', 'Habits', 'Myths'],
        ['Light in the morning helps to fall asleep in the evening.', true],
      ),
    ],
  },
  {
    category: 'Photography',
    courses: [
      course(
        'Light Before Camera',
        'See first, press later',
        1999,
        'beginner',
        ['Direction', 'Quality', 'Colour', 'Shadows'],
        ['Clouds make light softer.', true],
      ),
      course(
        'Street Photography',
        'Courage, manners and timing',
        2499,
        'intermediate',
        ['Walking', 'Waiting', 'Asking', 'Editing'],
        ['A longer lens is always better on the street.', false],
      ),
      course(
        'Editing with Restraint',
        'Stop one step earlier',
        1499,
        'intermediate',
        ['Exposure', 'Contrast', 'Colour', 'Cropping'],
        ['Cropping can change what a picture is about.', true],
      ),
    ],
  },
];

/** What learners say, by stars. */
export const OPINIONS: Readonly<Record<3 | 4 | 5, readonly string[]>> = {
  5: ['Clear, deep and fun.', 'The best hour of my week.', 'I finally understand it.'],
  4: ['Well paced, I would like more exercises.', 'Solid and honest.'],
  3: ['Good content, but the last part is rushed.'],
};
