import type { ModelCard, ModelLikeness } from '../../../shared/contracts/models.ts';
import { escaped, facts, htmlPage, paragraph, section, table } from './models-html-page.ts';

const LIBRARY = { xgboost: 'XGBoost', lightgbm: 'LightGBM' } as const;

/** The card of a model of the data team, as far as it is known here. */
export function outsideCardHtml(card: ModelCard, likeness: ModelLikeness | null): string {
  const { slope, intercept } = card.calibration.platt ?? {};
  const library = `${LIBRARY[card.format]} ${card.version}`;
  return htmlPage(
    `Model card ${card.id}`,
    [
      `<h1>${escaped(card.name)}</h1>`,
      `<p class="quiet">${escaped(`${card.id}, ${library}, imported ${card.importedAt.slice(0, 16).replace('T', ' ')} UTC; shown beside our churn risk, never mixed into it`)}</p>`,
      section(
        'As its makers say',
        facts([
          ['Label', card.labelDefinition],
          ['Horizon', `${card.horizonDays} days`],
          ['Learned to', card.trainEnd],
          [
            'Calibration',
            slope === undefined || intercept === undefined
              ? card.calibration.method
              : `${card.calibration.method}: intercept ${intercept}, slope ${slope}`,
          ],
        ]),
      ),
      section(
        'As found here',
        facts([
          ['Model', `${library}, ${card.trees.toLocaleString('en-US')} trees`],
          [
            'Test vectors',
            `${card.vectors.count} reproduced; largest difference ${shown(card.vectors.margin)} of a margin, ${shown(card.vectors.probability)} of a probability`,
          ],
          ...(likeness === null ? [] : [['Beside our risk', likenessWords(likeness)] as const]),
        ]),
      ),
      section(
        'What it looks at',
        table(
          ['Feature', 'Unit'],
          card.features.map(({ name, unit }) => [name, unit]),
          false,
        ),
      ),
      section(
        'Limits',
        paragraph(
          'Its back-test, the data it learned from and what was left out are not part of the file: ask the data team. Attributions (path-dependent TreeSHAP) say how it came to a number, not what would change it.',
        ),
      ),
    ].join('\n'),
  );
}

function likenessWords({ ds, offices, rankCorrelation, shared, top }: ModelLikeness): string {
  const order =
    rankCorrelation === null
      ? 'it says the same of all'
      : `rank correlation with our churn risk ${rankCorrelation.toFixed(2)}`;
  return `${offices.toLocaleString('en-US')} offices, data to ${ds}: ${order}, ${shared} of the top ${top} in both`;
}

const shown = (difference: number): string =>
  difference === 0 ? '0' : difference.toExponential(1);
