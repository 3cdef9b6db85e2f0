import { bridge } from './bridge.ts';

/** Hears of commands chosen in the window's native menu; returns what ends the hearing. */
export const onCommand = (run: (id: string) => void): (() => void) =>
  bridge().on('command', ({ id }) => run(id));

/** Hears of links that lead to a screen; returns what ends the hearing. */
export const onLink = (open: (route: string) => void): (() => void) =>
  bridge().on('open', ({ route }) => open(route));
