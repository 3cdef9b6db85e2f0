/** Height of a row in pixels, by the density chosen. */
export const ROW_HEIGHT = { comfortable: 36, compact: 28 } as const;
