import { SILENCE, type WordsOf } from '../../../shared/domain/csm-word.ts';
import { NO_FLAGS, type Flags } from '../../../shared/domain/data-flags.ts';
import type { OfficeRecord } from '../../../shared/domain/records.ts';
import {
  AdoptionCell,
  CountChange,
  FeaturesCell,
  RiskCell,
  StateTag,
  Text,
} from '../cells/cells.tsx';
import { Sparkline } from '../cells/sparkline.tsx';
import { WhyCell } from '../cells/why-cell.tsx';
import { WordMark } from '../csm-word/mark.tsx';
import { FlagMark } from '../flag-mark.tsx';
import { countText } from '../format.ts';
import type { GridColumn } from '../grid/column.ts';
import { countryName } from '../words.ts';
import { activeColumn, arrColumn, csmColumn, renewalColumn } from './common-columns.tsx';
import {
  adoptionText,
  featuresText,
  placeText,
  riskText,
  visitorsText,
  weeksText,
} from './texts.ts';
import { riskKey, stateOrder, worthALook } from './risk-order.ts';

type Column = GridColumn<OfficeRecord>;

const NO_WORDS: WordsOf = () => SILENCE;

/** Columns of an offices table, worst things first. `today` is the data's day, not the clock's. */
export function officeColumns(
  today: number | null,
  flags: Flags = NO_FLAGS,
  words: WordsOf = NO_WORDS,
): readonly Column[] {
  return [
    nameColumn(flags, words),
    ACCOUNT,
    RISK,
    WHY,
    ADOPTION,
    TREND,
    VISITORS,
    FEATURES,
    ARR,
    { ...renewalColumn(today), beyond: true },
    { ...lastActive(today), beyond: true },
    PLACE,
    csmColumn(['csm_email']),
  ];
}

/** The same for one account, whose name and dates need no column. */
export function accountOfficeColumns(
  today: number | null,
  flags: Flags = NO_FLAGS,
  words: WordsOf = NO_WORDS,
): readonly Column[] {
  return [
    nameColumn(flags, words),
    RISK,
    WHY,
    ADOPTION,
    TREND,
    VISITORS,
    FEATURES,
    ARR,
    lastActive(today),
    PLACE,
  ];
}

const nameColumn = (flags: Flags, words: WordsOf): Column => ({
  id: 'location_name',
  header: 'Office',
  about: 'Office',
  width: 208,
  value: (row) => row.location_name,
  cell: (row) => (
    <>
      <Text value={row.location_name} strong />
      {/* Its numbers are measured against a ramp, not against a steady office. */}
      {row.state === 'onboarding' ? <StateTag state={row.state} /> : null}
      <FlagMark texts={flags.ofOffice(row.company_id, row.location_id)} />
      <WordMark standing={words(row.company_id, row.location_id)} />
    </>
  ),
  firstDescending: false,
  exports: ['location_id', 'location_name'],
});

const ACCOUNT: Column = {
  id: 'company_name',
  header: 'Account',
  about: 'Account',
  width: 152,
  value: (row) => row.company_name,
  cell: (row) => <Text value={row.company_name} />,
  firstDescending: false,
  exports: ['company_id', 'company_name'],
};

const RISK: Column = {
  id: 'risk',
  header: 'Risk',
  about:
    'Churn risk: band, an arrow where the day’s score is beyond it, and odds against the book average; offices that may have closed come first',
  width: 140,
  value: riskKey,
  unknown: stateOrder,
  cell: (row) => (
    <RiskCell band={row.band} dayBand={row.day_band} odds={row.odds} state={row.state} />
  ),
  text: riskText,
  firstDescending: true,
  exports: ['state', 'band', 'odds', 'logit'],
};

const WHY: Column = {
  id: 'reason',
  header: 'Why',
  about:
    'What sets the office apart from similar ones, strongest first; without a score, its state',
  width: 320,
  grow: { most: 480 },
  value: (row) => row.reason,
  cell: (row) => <WhyCell reason={row.reason} quiet={!worthALook(row)} />,
  firstDescending: false,
  exports: ['reason'],
};

const ADOPTION: Column = {
  id: 'adoption',
  header: 'Adoption',
  about: 'Adoption, 0 to 100, with its 80% band',
  width: 108,
  end: true,
  value: (row) => row.adoption,
  text: adoptionText,
  cell: (row) => (
    <AdoptionCell score={row.adoption} low={row.adoption_low} high={row.adoption_high} />
  ),
  firstDescending: false,
  exports: ['adoption', 'adoption_low', 'adoption_high', 'confidence'],
};

const TREND: Column = {
  id: 'trend',
  header: 'Visitors, 12 w',
  about: 'Visitors a week over twelve weeks; sorts by the change of the last 28 days',
  width: 96,
  end: true,
  value: (row) => row.visitors_change,
  text: weeksText,
  cell: (row) => <Sparkline trend={row.trend} />,
  firstDescending: false,
  exports: ['trend'],
};

const VISITORS: Column = {
  id: 'visitors',
  header: 'Visitors, 28 d',
  about: 'Visitors in 28 days, and the change per day against the eight weeks before',
  width: 104,
  end: true,
  value: (row) => row.visitors_28d,
  text: visitorsText,
  cell: (row) => <CountChange count={row.visitors_28d} change={row.visitors_change} />,
  firstDescending: true,
  exports: ['visitors_28d', 'visitors_change'],
};

const FEATURES: Column = {
  id: 'features',
  header: 'Features',
  about: 'Features used in 28 days, of those switched on',
  width: 96,
  end: true,
  value: (row) => row.features_used,
  text: featuresText,
  cell: (row) => <FeaturesCell used={row.features_used} enabled={row.features_enabled} />,
  firstDescending: false,
  exports: ['features_used', 'features_enabled'],
};

const ARR = arrColumn(
  'Yearly recurring revenue of this office, in its currency, to the thousand',
  72,
  'not allocated to this office',
);

const lastActive = (today: number | null): Column =>
  activeColumn('Last event of any kind from this office', 88, today);

const PLACE: Column = {
  id: 'place',
  header: 'City',
  about: 'City and country; employees at the office',
  width: 176,
  beyond: true,
  value: (row) => row.city ?? row.country_code,
  text: placeText,
  cell: (row) => (
    <Text
      value={
        [row.city, countryName(row.country_code)].filter(Boolean).join(', ') ||
        (row.employees === null ? null : `${countText(row.employees)} employees`)
      }
    />
  ),
  firstDescending: false,
  exports: ['city', 'country_code', 'employees'],
};
