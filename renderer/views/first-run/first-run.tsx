import { Navigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { cancelImport, dismissEnded, dismissImport, useImport } from '../../api/imports.ts';
import { useImportProgress, useStatus } from '../../api/queries.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { ConnectForm } from './connect-form.tsx';
import css from './first-run.module.css';
import { ImportProgress } from './import-progress.tsx';
import { OpenSource } from './open-source.tsx';
import { SampleChoice } from './sample-choice.tsx';

/** Shown while there is no published day: three ways in, then the import until its first day is usable. */
export function FirstRun() {
  const progress = useImportProgress();
  const { what, running, problem, report } = useImport();
  const { data: status } = useStatus();
  const [cancelling, setCancelling] = useState(false);
  // How the import before this visit ended is no news here.
  useEffect(() => dismissEnded(), []);
  // The first day of this import is published: there is a book to look at while the rest follows.
  if (progress && progress.daysDone > 0 && status?.dataset.ds) return <Portfolio />;
  if (progress || running) {
    return (
      <ImportProgress
        progress={progress}
        writes={what === 'sample' || progress?.step === 'generate'}
        cancelling={cancelling}
        onCancel={() => {
          setCancelling(true);
          void cancelImport().finally(() => setCancelling(false));
        }}
      />
    );
  }
  const held = report?.days.find((day) => day.status === 'held' || day.status === 'failed');
  if (report && !held && status?.dataset.ds) return <Portfolio />;
  return (
    <div className={css['page']}>
      <header>
        <h1>Which offices to talk about, and why</h1>
        <p>
          Atrium reads your nightly extract, scores every office and works offline from then on.
          Nothing leaves this computer.
        </p>
        {status?.sample && status.dataset.ds ? (
          <p>The sample book makes way for the source you choose.</p>
        ) : null}
      </header>
      {problem ? (
        <ProblemNote problem={problem} action={{ label: 'Dismiss', run: dismissImport }} />
      ) : null}
      {held ? (
        <ProblemNote
          problem={{
            code: 'bad_delivery',
            message: `The delivery of ${held.ds} was ${held.status}: ${held.reason ?? 'no reason given'}.`,
            next: 'Fix the delivery or choose another folder, then try again.',
          }}
          action={{ label: 'Dismiss', run: dismissImport }}
        />
      ) : null}
      <div className={css['choices']}>
        <ConnectForm />
        <OpenSource />
        <SampleChoice />
      </div>
    </div>
  );
}

function Portfolio() {
  return <Navigate to="/portfolio/offices" replace />;
}
