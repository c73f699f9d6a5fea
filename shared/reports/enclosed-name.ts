/** What the message in a failure report is called: it stands behind the `!` of the report's own path. */
export const enclosedName = 'enclosed.eml';
