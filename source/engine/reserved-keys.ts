/**
The keys at which an engine ends a session by itself; `ctrl-p,ctrl-q` unless told otherwise, and then every ctrl+p would wait for the next
key. Leaving is our own business, so these are some that nobody presses: ctrl+^ has to wait for the next key, nothing else.
*/
export const reservedKeys = 'ctrl-^,ctrl-@,ctrl-^,ctrl-@';

/** The same keys as bytes. A Docker engine that reads them hangs up what it started, with all its children. */
export const farewell = Uint8Array.of(0x1E, 0, 0x1E, 0);
