/** Bytes of the longest row that is read. A longer one is no training text: most likely a quote is never closed. */
export const ROW_LIMIT_BYTES = 1 << 25;

/** Rows that a reader gives at a time: enough to be quick, few enough that long texts take little memory. */
export const BATCH_ROWS = 256;
