import type { ModelCard, ModelLikeness } from '../../../shared/contracts/models.ts';

const LIBRARY = { xgboost: 'XGBoost', lightgbm: 'LightGBM' } as const;

/** A model in a terminal: what it is, what it reads, and how near it comes to its own library. */
export function cardText(card: ModelCard): string {
  const { slope, intercept } = card.calibration.platt ?? {};
  const calibration =
    slope === undefined || intercept === undefined
      ? card.calibration.method
      : `${card.calibration.method}, slope ${slope}, intercept ${intercept}`;
  return [
    `${card.id}  (${card.name})`,
    `Model         ${LIBRARY[card.format]} ${card.version}, ${count(card.trees, 'tree')}`,
    `Learned       to ${card.trainEnd}, outcome within ${count(card.horizonDays, 'day')}`,
    `Label         ${card.labelDefinition}`,
    `Calibration   ${calibration}`,
    `Features      ${card.features.length} of ${card.features.length} matched: ${card.features.map(({ name, unit }) => `${name} (${unit})`).join(', ')}`,
    `Test vectors  ${card.vectors.count} reproduced, max |Δ| ${difference(card.vectors.margin)} of a margin, ${difference(card.vectors.probability)} of a probability`,
    `Imported      ${card.importedAt.slice(0, 16).replace('T', ' ')} UTC`,
    'Use           a challenger: shown beside our churn risk, never mixed into it',
  ].join('\n');
}

export function likenessText(likeness: ModelLikeness | null): string {
  if (likeness === null) return 'This book     no scored office yet';
  const { rankCorrelation, shared, top, offices, ds } = likeness;
  const alike =
    rankCorrelation === null
      ? 'it says the same of all'
      : `rank correlation with our churn risk ${rankCorrelation.toFixed(2)}`;
  return `This book     ${count(offices, 'office')}, data to ${ds}: ${alike}, ${shared} of the top ${top} in both`;
}

const count = (n: number, one: string): string =>
  `${n.toLocaleString('en-US')} ${one}${n === 1 ? '' : 's'}`;

const difference = (value: number): string => (value === 0 ? '0' : value.toExponential(1));
