import type { RemoteTrack, Track } from 'livekit-client';
import type { MediaHandle } from '../call-controller.js';

/** Elements that want a track: attached when it is there, or as soon as it comes. */
export class Attachments {
  readonly #wanted = new Map<string, Set<HTMLMediaElement>>();
  readonly #find: (trackId: string) => Track | undefined;

  constructor(find: (trackId: string) => Track | undefined) {
    this.#find = find;
  }

  handle(trackId: string): MediaHandle {
    return {
      attach: (element) => {
        const elements = this.#wanted.get(trackId) ?? new Set();
        this.#wanted.set(trackId, elements);
        elements.add(element);
        this.#find(trackId)?.attach(element);
        return () => {
          elements.delete(element);
          if (elements.size === 0) this.#wanted.delete(trackId);
          this.#find(trackId)?.detach(element);
        };
      },
    };
  }

  /** A track was subscribed. */
  arrived(trackId: string, track: RemoteTrack): void {
    for (const element of this.#wanted.get(trackId) ?? []) track.attach(element);
  }
}
