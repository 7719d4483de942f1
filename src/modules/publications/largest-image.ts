/** Largest picture taken, in bytes: 10 MB, what a phone's camera makes. */
export const largestImage = 10 * 1024 * 1024
