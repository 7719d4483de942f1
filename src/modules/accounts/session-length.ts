/** A session ends after this many seconds without use. */
export const sessionSeconds = 30 * 24 * 3600
/** A session in use is prolonged once a day. */
export const prolongSeconds = 24 * 3600
