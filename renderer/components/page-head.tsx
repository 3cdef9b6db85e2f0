import type { ReactNode } from 'react';
import { Facts } from './facts.tsx';
import type { Fact } from './facts.tsx';
import page from './page.module.css';

/** The head of a page about one thing: its name, what it belongs to, what one can do with it, and its facts. */
export function PageHead({
  title,
  sub,
  action,
  facts,
}: {
  readonly title: string;
  readonly sub: ReactNode;
  readonly action: ReactNode;
  readonly facts: readonly Fact[];
}) {
  return (
    <header>
      <div className={page['head']}>
        <div>
          <h1>{title}</h1>
          <p className={page['sub']}>{sub}</p>
        </div>
        {action}
      </div>
      <div className={page['facts']}>
        <Facts facts={facts} />
      </div>
    </header>
  );
}
