/** Bytes of the longest row that is read. A longer one is no training text: most likely a quote is never closed. */
export const ROW_LIMIT_BYTES = 1 << 25;
