import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A new id: 128 random bits in 22 characters. */
export const newId = (): string => randomBytes(16).toString('base64url');

/** A new secret: 256 random bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret, so that a stolen database opens nothing. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

const ROOM_NAME_LENGTH = 32;

/** A name that says nothing about its input to those who do not have the secret. */
const sealed = (secret: string, ...parts: string[]): string =>
  createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url').slice(0, ROOM_NAME_LENGTH);

/** What two people share: the same whoever calls. */
export const conversationOf = (a: string, b: string): string => JSON.stringify([a, b].sort());

/** The media server's room for one call of a conversation. */
export const callRoomName = (secret: string, conversationId: string, epoch: number): string =>
  sealed(secret, 'call', conversationId, String(epoch));

/** The media server's room for a room that a page named. Can never be the room of a call. */
export const namedRoomName = (secret: string, room: string): string => `room-${sealed(secret, 'room', room)}`;
