import type { Call } from '@call-elements/core';
import { cleanName } from '../internal/names.js';
import type { Person } from '../internal/types.js';

/** Whom a call is with: the person, or the room as if it were one. */
export const whoOf = ({ people, room }: Call): Person => people[0] ?? { userId: room ?? '', name: room ?? '' };

/** The name that stands for a call, made safe to show. */
export const nameOf = (call: Call): string => cleanName(whoOf(call).name);
