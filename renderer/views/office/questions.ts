/** A question to ask the customer, by what was found: open, and without blame. */
const QUESTIONS: Readonly<Record<string, string>> = {
  // States
  silent: 'Is this office still open, and does the reception still sign people in?',
  onboarding: 'What do people at the new office need to get started?',
  notice: 'What led to the notice, and what would have to be different?',
  not_live: 'When is the office to go live, and what is still missing?',
  // Parts of adoption
  level: 'Who comes to this office, and which of these visits are not signed in?',
  reach: 'Who invites visitors here, and do the others know that they can?',
  breadth: 'Which of these jobs are done another way here, and why?',
  trend: 'What changed at the office in the last weeks: fewer people, or another way to sign in?',
  regularity: 'Which weeks is the reception not staffed, and what happens then?',
  admin: 'Who looks after the settings of this office, and do they have what they need?',
  // Terms of risk
  silence: 'Is the office open, and is the tablet at the reception in use?',
  adoption: 'What was this office meant to use it for, and what came in between?',
  breadth_change: 'What did they stop using, and what takes its place?',
  hosts_trend: 'Did a team move, or leave?',
  admin_trend: 'Is the person who looked after it still there?',
  sev1: 'Are the severe tickets solved to their satisfaction?',
  tickets: 'What is behind the tickets: one problem, or several?',
  nps: 'What was behind the last answer?',
  overdue: 'Is there a question about the invoice?',
  sibling_churn: 'What led the other offices to leave, and does it hold here?',
  renewal: 'Who decides on the renewal, and what do they want to see by then?',
  stalled: 'What holds up the start here?',
  contraction: 'What led to the smaller contract?',
};

export const askAbout = (code: string): string | null => QUESTIONS[code] ?? null;
