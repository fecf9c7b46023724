import type { TokenResponse } from '@call-elements/protocol';
import { DisconnectReason, RoomEvent, Track, type RemoteTrack, type RemoteTrackPublication, type Room } from 'livekit-client';
import type { MediaHandle } from '../call-controller.js';
import type { MediaSession, MediaSessionHandlers, MediaState } from '../ports.js';
import type { Participant } from '../snapshot.js';
import { Attachments } from './attachments.js';
import { join } from './join.js';
import { LocalDevices } from './local-devices.js';
import { participantsOf, soundsOf } from './participants.js';
import { serverAnswers, type ReconnectGate } from './reconnect-gate.js';
import type { PooledRoom } from './room-pool.js';

const REDRAWING = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ParticipantAttributesChanged,
  RoomEvent.ParticipantNameChanged,
  RoomEvent.AudioPlaybackStatusChanged,
] as const;

/** One call in one LiveKit room. */
export class LiveKitSession implements MediaSession {
  readonly #room: Room;
  readonly #gate: ReconnectGate;
  #token: TokenResponse | null = null;
  readonly #handlers: MediaSessionHandlers;
  readonly #release: () => void;
  readonly #devices: LocalDevices;
  readonly #attachments: Attachments;
  #participants: readonly Participant[] = [];
  #deafened = false;
  #identity: string | null = null;
  /** Joined at least once and not left: a disconnect now is news. */
  #joined = false;
  /** While the line is broken the others stay as they were last seen. */
  #frozen = false;
  #closing: Promise<void> | null = null;
  #telling = false;

  constructor({ room, gate }: PooledRoom, handlers: MediaSessionHandlers, release: () => void) {
    this.#room = room;
    this.#gate = gate;
    gate.check = () => {
      void this.#giveUpWithoutServer();
    };
    this.#handlers = handlers;
    this.#release = release;
    this.#devices = new LocalDevices(room, this.#changed);
    this.#attachments = new Attachments((trackId) => this.#devices.find(trackId) ?? this.#remoteTrack(trackId));
    this.#listen('on');
  }

  get state(): MediaState {
    return {
      participants: this.#participants,
      local: this.#devices.state(this.#deafened),
      soundBlocked: this.#joined && !this.#room.canPlaybackAudio,
      identity: this.#identity,
    };
  }

  async connect(token: TokenResponse, signal: AbortSignal): Promise<void> {
    await join(this.#room, token, signal);
    this.#token = token;
    this.#joined = true;
    this.#identity = this.#room.localParticipant.identity;
    this.#frozen = false;
    this.#applyDeafening();
    this.#changed();
    // Being there does not wait for being seen; what cannot be published shows in the state of its device.
    void this.#devices.joined().catch(() => {
      this.#changed();
    });
  }

  setMicrophone(on: boolean): Promise<void> {
    return this.#devices.set('microphone', on);
  }

  holdMicrophone(): Promise<void> {
    return this.#devices.hold('microphone');
  }

  setCamera(on: boolean): Promise<void> {
    return this.#devices.set('camera', on);
  }

  setScreenShare(on: boolean): Promise<void> {
    return this.#devices.set('screenShare', on);
  }

  setDeafened(on: boolean): void {
    this.#deafened = on;
    this.#applyDeafening();
    this.#changed();
  }

  startAudio(): Promise<void> {
    return this.#room.startAudio();
  }

  media(trackId: string): MediaHandle | undefined {
    return this.#devices.find(trackId) || this.#publication(trackId) ? this.#attachments.handle(trackId) : undefined;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#joined = false;
    this.#listen('off');
    this.#gate.check = () => undefined;
    this.#token = null;
    this.#devices.left();
    this.#devices.close();
    await this.#room.disconnect(false);
    this.#release();
  }

  /** The SDK tells of one event in many pieces: what follows from it is read once, when it is through. */
  readonly #changed = (): void => {
    if (this.#telling || this.#closing) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      if (this.#closing) return;
      if (!this.#frozen) this.#participants = participantsOf(this.#room);
      this.#handlers.onChange();
    });
  };

  #listen(way: 'on' | 'off'): void {
    for (const event of REDRAWING) this.#room[way](event, this.#changed);
    this.#room[way](RoomEvent.TrackSubscribed, this.#subscribed);
    this.#room[way](RoomEvent.TrackUnsubscribed, this.#unsubscribed);
    this.#room[way](RoomEvent.Reconnecting, this.#reconnecting);
    this.#room[way](RoomEvent.Reconnected, this.#reconnected);
    this.#room[way](RoomEvent.Disconnected, this.#disconnected);
  }

  readonly #subscribed = (track: RemoteTrack, publication: RemoteTrackPublication): void => {
    if (track.kind === Track.Kind.Audio) {
      // Sound plays outside the view: the view may go away, the call stays.
      track.attach();
      this.#applyDeafening();
    } else this.#attachments.arrived(publication.trackSid, track);
    this.#changed();
  };

  readonly #unsubscribed = (track: RemoteTrack): void => {
    track.detach();
    this.#changed();
  };

  readonly #reconnecting = (): void => {
    this.#frozen = true;
    this.#handlers.onReconnecting(true);
  };

  readonly #reconnected = (): void => {
    this.#frozen = false;
    this.#applyDeafening();
    this.#changed();
    this.#handlers.onReconnecting(false);
  };

  /** The SDK is about to try by itself: where nobody answers we come back by our own way, which the disconnect begins. */
  async #giveUpWithoutServer(): Promise<void> {
    const token = this.#token;
    if (token && !(await serverAnswers(token)) && this.#joined && this.#token === token) await this.#room.disconnect(false);
  }

  readonly #disconnected = (reason?: DisconnectReason): void => {
    if (!this.#joined) return;
    this.#joined = false;
    this.#frozen = true;
    this.#devices.left();
    this.#handlers.onDisconnected(farewell(reason));
  };

  /** The sound stops at once here and, a moment later, is no longer sent to us. */
  #applyDeafening(): void {
    for (const publication of soundsOf(this.#room)) {
      for (const element of publication.track?.attachedElements ?? []) element.muted = this.#deafened;
      if (publication.isEnabled === this.#deafened) publication.setEnabled(!this.#deafened);
    }
  }

  #publication(trackId: string): RemoteTrackPublication | undefined {
    for (const participant of this.#room.remoteParticipants.values()) {
      const publication = participant.trackPublications.get(trackId);
      if (publication) return publication;
    }
    return undefined;
  }

  #remoteTrack(trackId: string): RemoteTrack | undefined {
    return this.#publication(trackId)?.track;
  }
}

/** What a disconnect means (livekit.md §7.3). */
function farewell(reason?: DisconnectReason): Parameters<MediaSessionHandlers['onDisconnected']>[0] {
  switch (reason) {
    case DisconnectReason.DUPLICATE_IDENTITY:
      return { rejoin: false, reason: 'replaced' };
    case DisconnectReason.PARTICIPANT_REMOVED:
      return { rejoin: false, reason: 'kicked' };
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return { rejoin: false, reason: 'room-ended' };
    default:
      return { rejoin: true, reason: 'network-error' };
  }
}
