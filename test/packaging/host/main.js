// A host app: the tags, and a controller of its own.
import { createCallController } from '@call-elements/core';
import { CallButton } from '@call-elements/elements';
import '@call-elements/elements/define';

Object.assign(globalThis, { hostApp: { CallButton, createCallController } });
