import { CallError } from '@call-elements/protocol';
import type { MediaServer } from '@call-elements/service';

/** A media server that only remembers what it was asked. */
export class FakeMediaServer implements MediaServer {
  readonly asked: string[] = [];
  readonly rooms = new Map<string, Set<string>>();
  failing = false;

  createRoom(room: string): Promise<void> {
    if (!this.rooms.has(room)) this.rooms.set(room, new Set());
    return this.#answer(`create ${room}`, undefined);
  }

  updateAttributes(room: string, identity: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    return this.#answer(`attributes ${room} ${identity} ${JSON.stringify(attributes)}`, undefined);
  }

  /** These identities are in every room. */
  seat(identities: readonly string[]): void {
    for (const room of this.rooms.values()) for (const identity of identities) room.add(identity);
  }

  removeParticipant(room: string, identity: string): Promise<void> {
    this.rooms.get(room)?.delete(identity);
    return this.#answer(`remove ${room} ${identity}`, undefined);
  }

  deleteRoom(room: string): Promise<void> {
    this.rooms.delete(room);
    return this.#answer(`delete ${room}`, undefined);
  }

  listParticipants(room: string): Promise<readonly string[]> {
    return this.#answer(`list ${room}`, [...(this.rooms.get(room) ?? [])]);
  }

  #answer<T>(asked: string, value: T): Promise<T> {
    this.asked.push(asked);
    return this.failing ? Promise.reject(new CallError('ERR_MEDIA_SERVER', 'The media server cannot be reached')) : Promise.resolve(value);
  }
}
