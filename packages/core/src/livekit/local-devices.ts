import { Track, TrackEvent, type LocalTrack as SdkLocalTrack, type LocalVideoTrack, type Room } from 'livekit-client';
import { errorInfo } from '../errors.js';
import type { LocalMedia } from '../snapshot.js';
import { capture, discard, type DeviceName, type LocalTrack } from './capture.js';
import { DeviceSwitch } from './device-switch.js';
import { isDenied, isForbidden, publishError } from './media-errors.js';

/** Microphone, camera and screen of this page: captured before or in a call, published when joined, stopped once. */
export class LocalDevices {
  readonly #room: Room;
  readonly #changed: () => void;
  readonly #tracks = new Map<DeviceName, LocalTrack>();
  readonly #switches: Readonly<Record<DeviceName, DeviceSwitch>>;
  #published = 0;
  #ids = new WeakMap<LocalTrack, string>();
  #joined = false;
  readonly #over = new AbortController();

  constructor(room: Room, changed: () => void) {
    this.#room = room;
    this.#changed = changed;
    const make = (name: DeviceName): DeviceSwitch =>
      new DeviceSwitch({ turnOn: () => this.#turnOn(name), turnOff: () => this.#turnOff(name) }, changed);
    this.#switches = { microphone: make('microphone'), camera: make('camera'), screenShare: make('screenShare') };
  }

  set(name: DeviceName, on: boolean): Promise<void> {
    return this.#over.signal.aborted ? Promise.resolve() : this.#switches[name].set(on);
  }

  /** Captures a device muted, so that it is published and ready. */
  hold(name: DeviceName): Promise<void> {
    if (this.#over.signal.aborted || this.#tracks.has(name)) return Promise.resolve();
    return this.#switches[name].hold(async () => {
      const track = await capture(name, this.#over.signal);
      await track.mute();
      await this.#keep(name, track);
    });
  }

  /** The part of the snapshot that this page's devices make. */
  state(deafened: boolean): LocalMedia {
    const { microphone, camera, screenShare } = this.#switches;
    const failed = (['microphone', 'camera', 'screenShare'] as const).find((name) => this.#switches[name].error);
    const error = failed && this.#switches[failed].error;
    return {
      microphone: microphone.state,
      camera: camera.state,
      screenShare: screenShare.state,
      deafened,
      speaking: this.#room.localParticipant.isSpeaking,
      cameraTrackId: camera.state === 'on' ? this.#id('camera') : null,
      screenTrackId: screenShare.state === 'on' ? this.#id('screenShare') : null,
      error: error ? errorInfo(error, { device: failed }) : null,
    };
  }

  /** The track behind an id from `state`. */
  find(trackId: string): LocalVideoTrack | undefined {
    const track = [...this.#tracks.values()].find((candidate) => this.#ids.get(candidate) === trackId);
    return track?.kind === Track.Kind.Video ? track : undefined;
  }

  /** Publishes what is captured; a rejoin publishes it again. */
  async joined(): Promise<void> {
    this.#joined = true;
    await Promise.all(
      [...this.#tracks.entries()].map(([name, track]) =>
        this.#publish(name, track).catch((error: unknown) => {
          this.#switches[name].failed(error);
        }),
      ),
    );
  }

  left(): void {
    this.#joined = false;
  }

  /** Stops every track, also one that is just being captured. */
  close(): void {
    this.#over.abort();
    for (const track of this.#tracks.values()) discard(track);
    this.#tracks.clear();
  }

  #id(name: DeviceName): string | null {
    const track = this.#tracks.get(name);
    if (!track) return null;
    const known = this.#ids.get(track);
    if (known !== undefined) return known;
    this.#published += 1;
    const id = `local:${name}:${this.#published}`;
    this.#ids.set(track, id);
    return id;
  }

  /** Resolves to whether it is on: closing the list of screens is no failure. */
  async #turnOn(name: DeviceName): Promise<boolean> {
    const existing = this.#tracks.get(name);
    if (existing) await existing.unmute();
    else {
      try {
        await this.#keep(name, await capture(name, this.#over.signal));
      } catch (error) {
        if (name === 'screenShare' && error instanceof Error && isDenied(error.cause) && !isForbidden('display-capture')) return false;
        throw error;
      }
    }
    return true;
  }

  async #keep(name: DeviceName, track: LocalTrack): Promise<void> {
    if (this.#over.signal.aborted) {
      discard(track);
      return;
    }
    this.#tracks.set(name, track);
    track.once(TrackEvent.Ended, () => {
      this.#ended(name, track);
    });
    if (this.#joined) await this.#publish(name, track);
  }

  async #turnOff(name: DeviceName): Promise<void> {
    const track = this.#tracks.get(name);
    if (!track) return;
    if (name === 'screenShare') await this.#drop(name, track);
    else await track.mute();
  }

  async #publish(name: DeviceName, track: LocalTrack): Promise<void> {
    const already = [...this.#room.localParticipant.trackPublications.values()].some((publication) => publication.track === track);
    if (already) return;
    try {
      await this.#room.localParticipant.publishTrack(track as SdkLocalTrack, { source: SOURCES[name] });
    } catch (error) {
      // Leaving while publishing is no fault; a rejoin publishes again.
      if (!this.#joined || this.#over.signal.aborted) return;
      // What nobody can hear or see is not captured either.
      await this.#drop(name, track);
      throw publishError(error);
    }
  }

  /** The browser's own "Stop sharing", or a device that went away. */
  #ended(name: DeviceName, track: LocalTrack): void {
    if (this.#tracks.get(name) !== track) return;
    void this.#drop(name, track);
    this.#switches[name].wentOff();
  }

  async #drop(name: DeviceName, track: LocalTrack): Promise<void> {
    this.#tracks.delete(name);
    if (this.#joined) await this.#room.localParticipant.unpublishTrack(track as SdkLocalTrack, true).catch(() => undefined);
    discard(track);
    this.#changed();
  }
}

const SOURCES: Readonly<Record<DeviceName, Track.Source>> = {
  microphone: Track.Source.Microphone,
  camera: Track.Source.Camera,
  screenShare: Track.Source.ScreenShare,
};
