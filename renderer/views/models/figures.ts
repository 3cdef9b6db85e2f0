import type { KeptContender, KeptEstimate, LearnedCard } from '../../../shared/domain/learning.ts';
import { decimalText } from '../../components/format.ts';

/** One line of the back-test: what is measured, and what is good. */
export interface FigureLine {
  readonly name: string;
  readonly about: string;
  readonly of: (contender: KeptContender) => string;
  /** Bounds of 95 % over companies; null where there are none. */
  readonly bounds: (contender: KeptContender) => string | null;
}

const line = (
  key: keyof KeptContender['figures'],
  name: string,
  about: string,
  digits = 3,
): FigureLine => ({
  name,
  about,
  of: ({ figures }) => decimalText(figures[key].value, digits),
  bounds: ({ figures }) => boundsOf(figures[key], digits),
});

function boundsOf({ low, high }: KeptEstimate, digits: number): string | null {
  return low === null || high === null
    ? null
    : `${decimalText(low, digits)} to ${decimalText(high, digits)}`;
}

/** The lines of a card's back-test. */
export function figureLines({ backTest }: LearnedCard): readonly FigureLine[] {
  const currency = backTest.currency === null ? '' : ` (${backTest.currency})`;
  return [
    line(
      'auc',
      'AUC',
      'Chance that of two offices, the one that left had the higher risk; 0.5 is blind',
    ),
    line(
      'lift',
      'Lift of the highest tenth',
      'How many times more notices than in a tenth drawn blindly',
      1,
    ),
    line('captured', 'Notices in the highest tenth', 'Share of all notices', 2),
    line('logLoss', 'Log-loss', 'Lower is better', 4),
    line('slope', 'Calibration slope', '1 is ideal; below, it is too sure of itself', 2),
    line(
      'observedOverExpected',
      'Observed ÷ expected',
      'Notices given over notices expected; 1 is ideal',
      2,
    ),
    line(
      'arrObservedOverExpected',
      `Observed ÷ expected, by ARR${currency}`,
      'The same, each office weighted by its revenue',
      2,
    ),
    {
      name: 'Foretold notices',
      about: 'Among the highest 5 % of a day before the notice',
      of: ({ lead }) => `${lead.foretold} of ${lead.offices}`,
      bounds: () => null,
    },
    {
      name: 'Lead, days',
      about: 'Median from the first such day to the notice',
      of: ({ lead }) => decimalText(lead.days, 0),
      bounds: () => null,
    },
  ];
}

/** Whether the back-test is of one contender alone: a recalibration has no place to take. */
export const isAlone = ({ rung }: LearnedCard): boolean => rung === 'intercept' || rung === 'platt';
