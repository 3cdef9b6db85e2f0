import { SILENCE, type WordsOf } from '../../../shared/domain/csm-word.ts';
import { NO_FLAGS, type Flags } from '../../../shared/domain/data-flags.ts';
import type { AccountRecord, OfficeRecord } from '../../../shared/domain/records.ts';
import { AdoptionCell, RiskCell, Text, Unknown } from '../cells/cells.tsx';
import { OfficesCell } from '../cells/offices-cell.tsx';
import { Sparkline } from '../cells/sparkline.tsx';
import { WhyCell } from '../cells/why-cell.tsx';
import { LeftOutMark, WordMark } from '../csm-word/mark.tsx';
import { FlagMark } from '../flag-mark.tsx';
import { countText, trendChange } from '../format.ts';
import type { GridColumn } from '../grid/column.ts';
import { nameWords } from '../words.ts';
import { activeColumn, arrColumn, csmColumn, renewalColumn } from './common-columns.tsx';
import { adoptionText, officesText, riskText, weeksText } from './texts.ts';

type Column = GridColumn<AccountRecord>;

/** Columns of the accounts table. `worst` finds the office to talk about first, for its band and its reason. */
export function accountColumns(
  today: number | null,
  worst: (account: AccountRecord) => OfficeRecord | undefined,
  flags: Flags = NO_FLAGS,
  words: WordsOf = () => SILENCE,
  leftOut: (companyId: string | null) => number = () => 0,
): readonly Column[] {
  return [
    {
      id: 'company_name',
      header: 'Account',
      about: 'Account',
      width: 208,
      value: (row) => row.company_name,
      cell: (row) => (
        <>
          <Text value={row.company_name} strong />
          <FlagMark texts={flags.ofAccount(row.company_id)} />
          <WordMark standing={words(row.company_id, null)} />
          <LeftOutMark offices={leftOut(row.company_id)} />
        </>
      ),
      firstDescending: false,
      exports: ['company_id', 'company_name'],
    },
    {
      id: 'risk',
      header: 'Worst risk',
      about: 'Churn risk of its worst office: band, and odds against the book average',
      width: 128,
      value: (row) => row.worst_logit,
      text: (row) => {
        const office = worst(row);
        return office ? riskText(office) : null;
      },
      cell: (row) => {
        const office = worst(row);
        return office ? (
          <RiskCell band={office.band} odds={office.odds} state={office.state} />
        ) : (
          <Unknown why="no office has a score" />
        );
      },
      firstDescending: true,
      exports: ['worst_logit'],
    },
    {
      id: 'worst',
      header: 'Talk about first',
      about: 'The office with the highest risk, and what sets it apart',
      width: 320,
      grow: { most: 480 },
      value: (row) => row.worst_location_name,
      cell: (row) =>
        row.worst_location_name === null ? (
          <Unknown why="no office has a score" />
        ) : (
          <WhyCell lead={row.worst_location_name} reason={worst(row)?.reason ?? null} />
        ),
      firstDescending: false,
      exports: ['worst_location_id', 'worst_location_name'],
    },
    {
      id: 'offices',
      header: 'Offices at risk',
      about: 'Offices with high and elevated risk, of all offices',
      width: 148,
      end: true,
      value: (row) => (row.high ?? 0) + (row.elevated ?? 0),
      text: officesText,
      cell: (row) => <OfficesCell row={row} />,
      firstDescending: true,
      exports: ['offices', 'scored', 'high', 'elevated', 'arr_at_risk'],
    },
    {
      id: 'adoption',
      header: 'Adoption',
      about: 'Mean adoption of its offices, weighted by ARR',
      width: 80,
      end: true,
      value: (row) => row.adoption,
      text: adoptionText,
      cell: (row) => <AdoptionCell score={row.adoption} low={null} high={null} />,
      firstDescending: false,
      exports: ['adoption', 'confidence'],
    },
    {
      id: 'trend',
      header: 'Visitors, 12 w',
      about:
        'Visitors a week over twelve weeks, all offices; sorts by the change of the last four weeks',
      width: 96,
      end: true,
      value: (row) => trendChange(row.trend),
      text: weeksText,
      cell: (row) => <Sparkline trend={row.trend} />,
      firstDescending: false,
      exports: ['trend'],
    },
    arrColumn('Yearly recurring revenue, in its currency, to the thousand', 88),
    renewalColumn(today),
    {
      id: 'paid',
      header: 'Paid licences',
      about: 'Office licences the account pays for',
      width: 104,
      beyond: true,
      end: true,
      value: (row) => row.paid_locations,
      cell: (row) =>
        row.paid_locations === null ? <Unknown /> : <span>{countText(row.paid_locations)}</span>,
      firstDescending: true,
      exports: ['paid_locations', 'unused_licences'],
    },
    { ...activeColumn('Last event of any kind from any of its offices', 96, today), beyond: true },
    {
      id: 'segment',
      header: 'Segment, plan',
      about: 'Segment and plan of the account',
      width: 168,
      beyond: true,
      value: (row) => row.segment,
      cell: (row) => (
        <Text
          value={[row.segment, row.plan]
            .filter((each) => each !== null)
            .map(nameWords)
            .join(', ')}
        />
      ),
      firstDescending: false,
      exports: ['segment', 'plan', 'industry'],
    },
    csmColumn(['csm_email', 'csm_name']),
  ];
}
