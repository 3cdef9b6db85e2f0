import { Component } from 'react';
import type { ReactNode } from 'react';
import { problemOf } from '../../shared/contracts/problem.ts';
import { ProblemNote } from '../components/problem-note.tsx';

interface State {
  readonly error: unknown;
}

/** Keeps a broken screen from taking the shell with it. Give it the screen's address as its key: a new screen gets a new chance. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <ProblemNote
        problem={problemOf(this.state.error)}
        action={{ label: 'Show this screen again', run: () => this.setState({ error: undefined }) }}
      />
    );
  }
}
