import {
  RUNG_FROM,
  RUNG_NAMES,
  type KeptContender,
  type KeptEstimate,
  type LearnedCard,
} from '../../../shared/domain/learning.ts';
import { featureNamed } from '../../../shared/learning/office-table.ts';
import type { LearnedRow } from './learn-models.ts';
import { escaped, facts, htmlPage, paragraph, section, table } from './models-html-page.ts';
import { calibrationPlot, shapePlot } from './models-html-svg.ts';

/** Shapes of the strongest features. */
const SHAPES = 12;

/** The card of a model Atrium learned: what it is for, what it learned from, how well it judged, what it looks at. */
export function learnedCardHtml({ card, model }: LearnedRow, inUse: boolean): string {
  const { backTest } = card;
  return htmlPage(
    `Model card ${card.id}`,
    [
      `<h1>${escaped(RUNG_NAMES[card.rung])}</h1>`,
      `<p class="quiet">${escaped(`${card.id}, learned ${card.learnedAt.slice(0, 16).replace('T', ' ')} UTC from data to ${card.dataTo}; ${inUse ? 'in use' : 'not in use'}`)}</p>`,
      section(
        'What it is for',
        paragraph(
          `It says how likely an office is to give notice of cancellation within ${card.horizonDays} days, so that people know which offices to talk about. It is not for automated decisions, and not for judging the work of people: no person, and nothing a person did or wrote, is among its inputs.`,
        ),
      ),
      section('What it learned from', riskSetHtml(card)),
      section('Which rung, and why', paragraph(rungText(card))),
      section(
        'Back-test',
        paragraph(
          `${backTest.blocks.length} ${backTest.blocks.length === 1 ? 'block' : 'blocks'} of 12 weeks${backTest.blocks.length === 0 ? '' : `, from ${backTest.blocks.join(', ')}`}: ${count(backTest.rows)} rows, ${count(backTest.offices)} offices of ${count(backTest.companies)} companies with a notice. Each block was judged by a model that had learned only from outcomes known ${card.horizonDays} days before it. In brackets, 95 % by drawing companies anew.`,
        ) + contendersTable(card),
      ),
      section('The gate', gateHtml(card)),
      section(
        'Calibration',
        `<figure>${calibrationPlot(backTest.candidate.reliability)}<figcaption>Tenths of the judged rows: as many as predicted on the dashed line; bars are 95 % (Wilson).</figcaption></figure>`,
      ),
      backTest.segments.length === 0
        ? ''
        : section(
            'By segment',
            table(
              ['Segment', 'Offices with a notice', 'Observed ÷ expected'],
              backTest.segments.map((s) => [
                `${s.column}: ${s.level}`,
                count(s.offices),
                figure(s.observedOverExpected),
              ]),
            ),
          ),
      section('What it looks at', featuresHtml(card, model)),
      section('Limits', limitsHtml(card)),
      section(
        'To tell it apart',
        facts([
          ['Hash of model and rows', card.hash],
          ['Seed', String(card.seed)],
          [
            'Took',
            `${seconds(card.took.gathering)} s to gather, ${seconds(card.took.learning)} s to back-test and fit`,
          ],
        ]),
      ),
    ].join('\n'),
  );
}

function riskSetHtml({ riskSet, horizonDays }: LearnedCard): string {
  const { left, reasons } = riskSet;
  const shifted =
    riskSet.shifted === 0
      ? []
      : [
          [
            'Notice not delivered',
            `${count(riskSet.shifted)} offices of which only the end of the licence is known: their notice is taken to be as much earlier as it is due`,
          ] as const,
        ];
  return facts([
    [
      'Label',
      `Notice of cancellation within ${horizonDays} days, for reasons of value or not known`,
    ],
    [
      'Rows',
      `${count(riskSet.rows)}: each office at the end of each four weeks, ${count(riskSet.moments)} days from ${riskSet.from ?? '–'} to ${riskSet.to ?? '–'}, with its numbers as of that day`,
    ],
    [
      'Notices',
      `${count(riskSet.events)} rows, ${count(riskSet.churned)} offices of ${count(riskSet.companies)} companies`,
    ],
    ['Offices', count(riskSet.offices)],
    [
      'Left out',
      `${count(left.otherCause)} rows before a closure, the end of a company or for non-payment; ${count(left.afterNotice)} after a notice; ${count(left.notOver)} whose horizon is not over; ${count(left.outOfSight)} of offices no delivery names any more`,
    ],
    [
      'Reasons delivered',
      Object.entries(reasons)
        .map(([reason, n]) => `${reason.replaceAll('_', ' ')} ${count(n)}`)
        .join(', ') || 'none',
    ],
    ...shifted,
  ]);
}

function rungText({ rung, tried, riskSet }: LearnedCard): string {
  const why = `${count(riskSet.churned)} offices gave notice`;
  const steps = `Below ${RUNG_FROM.platt} only the rate is adjusted, from ${RUNG_FROM.platt} on the scorecard is recalibrated, from ${RUNG_FROM.ridge} on corrections are learned beside it, from ${RUNG_FROM.ga2m} on a model of its own.`;
  const also = tried
    ? ` ${RUNG_NAMES[tried.rung]} was tried and did not pass: ${missed(tried.checks)}.`
    : '';
  return `${RUNG_NAMES[rung]}: ${why}. ${steps} Fewer events than that teach noise.${also}`;
}

const missed = (checks: LearnedCard['checks']): string =>
  checks
    .filter(({ passed }) => !passed)
    .map(({ found }) => found)
    .join('; ');

const FIGURES: readonly (readonly [keyof KeptContender['figures'], string])[] = [
  ['auc', 'AUC'],
  ['averagePrecision', 'Average precision'],
  ['lift', 'Lift of the highest tenth'],
  ['captured', 'Notices in the highest tenth'],
  ['logLoss', 'Log-loss'],
  ['skill', 'Brier skill'],
  ['slope', 'Calibration slope'],
  ['observedOverExpected', 'Observed ÷ expected'],
  ['arrObservedOverExpected', 'Observed ÷ expected, by ARR'],
];

function contendersTable({ backTest, rung }: LearnedCard): string {
  const { scorecard, candidate, currency } = backTest;
  const alone = rung === 'intercept' || rung === 'platt';
  const line = (name: string, of: (c: KeptContender) => string): readonly string[] =>
    alone ? [name, of(scorecard)] : [name, of(scorecard), of(candidate)];
  return table(
    alone ? ['', 'Scorecard, recalibrated'] : ['', 'Scorecard, recalibrated', RUNG_NAMES[rung]],
    [
      ...FIGURES.map(([name, words]) =>
        line(
          name === 'arrObservedOverExpected' && currency !== null
            ? `${words} (${currency})`
            : words,
          (c) => estimate(c.figures[name]),
        ),
      ),
      line(
        'Among the highest 5 % before the notice',
        ({ lead }) => `${lead.foretold} of ${lead.offices}`,
      ),
      line('First so many days before (median)', ({ lead }) =>
        lead.days === null ? '–' : String(Math.round(lead.days)),
      ),
    ],
  );
}

function gateHtml({ checks, adoptable, rung }: LearnedCard): string {
  const verdict = adoptable
    ? rung === 'intercept' || rung === 'platt'
      ? 'Passed: the scorecard may be shown as a percentage.'
      : 'Passed: it may take the place of the scorecard, and be shown as a percentage.'
    : 'Not passed: the scorecard stays, with odds and bands and without a percentage.';
  return (
    paragraph(verdict) +
    table(
      ['Asked and found', 'Verdict'],
      checks.map(({ found, passed }) => [found, passed ? 'passed' : 'not passed']),
      false,
    )
  );
}

function featuresHtml(card: LearnedCard, model: LearnedRow['model']): string {
  if (card.features.length === 0)
    return paragraph(
      'The fifteen terms of the scorecard, as docs/scores.md explains them; all are moved alike.',
    );
  // Corrections beside the scorecard are too small to be held to a direction.
  const directed = model.kind === 'ga2m';
  const rows = card.features.map(({ words, unit, sign, strength }) => [
    words,
    ...(directed ? [sign > 0 ? 'never falls' : sign < 0 ? 'never rises' : 'free'] : []),
    unit,
    strength.toFixed(3),
  ]);
  const list = table(
    directed
      ? ['Feature', 'Risk as it rises', 'Unit', 'Strength']
      : ['Feature', 'Unit', 'Log-odds by standard deviation'],
    rows,
    false,
  );
  if (model.kind !== 'ga2m') return list;
  const { shapes } = model.model;
  const plots = card.features.slice(0, SHAPES).flatMap(({ name, strength }) => {
    const shape = shapes.find((s) => s.name === name);
    if (!shape || strength < 0.005) return [];
    const { words, unit } = featureNamed(name) ?? { words: name, unit: '' };
    return [
      `<figure>${shapePlot(shape, words, unit)}<figcaption>${escaped(words)}</figcaption></figure>`,
    ];
  });
  const pairs =
    card.pairs.length === 0
      ? paragraph('No two features act together beyond what each does alone.')
      : paragraph(
          `Acting together: ${card.pairs.map((p) => `${p.first} with ${p.second}`).join('; ')}.`,
        );
  return `${list}${paragraph('What each adds to the log odds, with two standard errors. Each step holds about equally many offices, from below the first number to above the last; the ring stands for an unknown one.')}<div class="shapes">${plots.join('')}</div>${pairs}`;
}

function limitsHtml({ backTest, riskSet, horizonDays }: LearnedCard): string {
  const limits = [
    backTest.blocks.length < 4
      ? `History allows ${backTest.blocks.length} of the 4 blocks a back-test should have: keep more days of history.`
      : '',
    backTest.offices < 200
      ? `${count(backTest.offices)} offices with a notice judge it; calibration is known roughly below 200.`
      : '',
    'What people do about offices of high risk changes what becomes of them: a talk that kept an office counts as a wrong warning.',
    'Numbers that were corrected later are read as corrected. What an office belonged to, and its contract, are those delivered for that day.',
    riskSet.shifted > 0
      ? 'Where no notice is delivered, its day is estimated from the end of the licence.'
      : '',
    `It knows nothing of what happens after ${horizonDays} days, and nothing of offices that carry no risk: silent ones, those not yet in use, and those with too little data.`,
  ];
  return `<ul>${limits
    .filter((text) => text !== '')
    .map((text) => `<li>${escaped(text)}</li>`)
    .join('')}</ul>`;
}

const count = (n: number): string => n.toLocaleString('en-US');
const figure = (value: number | null): string =>
  value === null ? '–' : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3);
const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const estimate = ({ value, low, high }: KeptEstimate): string =>
  value === null ? '–' : `${figure(value)} (${figure(low)} to ${figure(high)})`;
