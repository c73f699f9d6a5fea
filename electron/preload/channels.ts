/** The three IPC channels between preload and main; there are no others. */

/** Calls of the page, request and reply. A path in a request is refused here. */
export const callChannel = 'waybill:call';

/** Files that the preload turned into paths; page scripts cannot reach it. */
export const filesChannel = 'waybill:files';

/** Events from main to the page. */
export const eventChannel = 'waybill:event';
