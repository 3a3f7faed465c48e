/** Stands for the font in the compiled plots until they are drawn. */
export const fontPlaceholder = 'PLOT-FONT';
