import type { CardNumber, OfficeEvidence } from '../../../shared/domain/evidence.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import {
  countText,
  dateText,
  decimalText,
  percentText,
  signedText,
} from '../../components/format.ts';
import css from './cards.module.css';

interface Words {
  readonly name: string;
  readonly about: string;
  readonly text: (value: number) => string;
  /** Against the earlier value. */
  readonly change: (now: number, before: number) => string;
  readonly against: (since: string | null) => string;
}

const points = (now: number, before: number): string =>
  Math.round(now - before) === 0 ? '±0' : signedText(now - before, 0);

const WORDS: Readonly<Record<CardNumber['code'], Words>> = {
  adoption: {
    name: 'Adoption',
    about: '0 to 100',
    text: (value) => decimalText(value, 0),
    change: points,
    against: (since) => (since === null ? '' : `since ${dateText(since)}`),
  },
  visitors: {
    name: 'Events an ordinary day',
    about:
      'Visitors, or what stands for them here, of 4 weeks; weekends, holidays and season weighed',
    text: (value) => decimalText(value, value < 10 ? 1 : 0),
    change: (now, before) =>
      before === 0 ? '' : percentText(now / before - 1).replace(/^(?!−)/, '+'),
    against: () => 'against the 8 weeks before',
  },
  reach: {
    name: 'Employees who hosted',
    about: 'Hosts of 4 weeks, of the employees',
    text: percentText,
    change: (now, before) => `${signedText(100 * (now - before), 0)} pp`,
    against: () => 'against a month before',
  },
  features: {
    name: 'Features used',
    about: 'In 4 weeks, of those switched on',
    text: (value) => countText(value),
    change: points,
    against: () => 'against 12 weeks ago',
  },
};

/** Four numbers, each against itself, the peers and the account. */
export function Cards({
  office,
  evidence,
}: {
  readonly office: OfficeDetail;
  readonly evidence: OfficeEvidence | undefined;
}) {
  // Before the evidence is there, the place is kept: nothing below moves.
  if (!evidence) return <div className={css['cards']} aria-hidden />;
  // Numbers of an office without a score would be read as one.
  if (!office.adoption || !evidence.kept) return null;
  return (
    <dl className={css['cards']}>
      {evidence.cards.map((card) => (
        <Card key={card.code} card={card} peers={evidence.peers?.n ?? null} />
      ))}
    </dl>
  );
}

function Card({ card, peers }: { readonly card: CardNumber; readonly peers: number | null }) {
  const { name, about, text, change, against } = WORDS[card.code];
  const { value, before } = card;
  const known = (number: number | null): string => (number === null ? '·' : text(number));
  return (
    <div className={css['card']}>
      <dt title={about}>{name}</dt>
      <dd className={css['value']}>
        {known(value)}
        {value === null || before === null ? null : (
          <span className={css['change']}>
            {change(value, before)} {against(card.since)}
          </span>
        )}
      </dd>
      <dd className={css['beside']}>
        {peers === null ? 'no benchmark' : `peers ${known(card.peers)}`} ·{' '}
        {card.account === null
          ? 'too few offices in the account'
          : `account ${known(card.account)}`}
      </dd>
    </div>
  );
}
