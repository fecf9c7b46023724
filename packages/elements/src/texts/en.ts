/** English words of the button, some of which the list uses too; names are cleaned before they come here. */
export const en = {
  callPerson: (name: string): string => `Call ${name}`,
  videoCallPerson: (name: string): string => `Video call ${name}`,
  callingPerson: (name: string): string => `Calling ${name}…`,
  joinRoom: (name: string): string => `Join ${name}`,
  notLoaded: 'Could not load the call. Try again.',
  connecting: 'Connecting…',
  returnToCall: 'Return to call',
  doesNotWantCalls: (name: string): string => `${name} does not want calls now`,
  youAreInAnotherCall: 'You are in another call',
} as const;
