import 'react';

declare module 'react' {
  /** Custom properties, which hand a component's numbers to its style sheet. */
  interface CSSProperties {
    readonly [property: `--${string}`]: string | number | undefined;
  }
}
