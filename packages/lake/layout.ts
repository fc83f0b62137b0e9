// What lies where in a lake, beside the tables, each of which lands under its own name.

/** Every version of a partition; what the transform lands does not. */
export const VERSIONS = 'versions/'
/** The raw archive. */
export const RAW = 'raw/'
/** What `forget` leaves behind. */
export const RECEIPTS = 'receipts/'
/** Days' files once more in one: made of the tables' own, and in no backup. */
export const BUNDLES = 'bundles/'
/** On AWS, batches that Lambda gave up: the names are its own. */
export const FAILED_BATCHES = 'aws/lambda/'
/** On AWS, what Firehose could neither hand over nor deliver: the names are its own. */
export const FAILED_DELIVERIES = 'failed/'
/** On AWS, rejected events on their way to become rows: what has become one goes. */
export const REFUSED = 'refused/'
/** What statements made: tables, and what they unloaded. */
export const MADE = 'athena/'
