// What lies where in a lake, beside the tables, each of which lands under its own name.

/** Every version of a partition; what the transform lands does not. */
export const VERSIONS = 'versions/'
/** The raw archive. */
export const RAW = 'raw/'
/** What `forget` leaves behind. */
export const RECEIPTS = 'receipts/'
