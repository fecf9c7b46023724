import { ATTRIBUTE_DEAFENED, parseIdentity } from '@call-elements/protocol';
import { Track, type RemoteParticipant, type RemoteTrackPublication, type Room } from 'livekit-client';
import type { Participant, TrackInfo } from '../snapshot.js';

/** Everybody else in the room as plain data, in the order in which they came. */
export const participantsOf = (room: Room): Participant[] =>
  [...room.remoteParticipants.values()].sort(byArrival).map((participant) => ({
    id: participant.identity,
    userId: parseIdentity(participant.identity)?.userId ?? participant.identity,
    name: participant.name ?? participant.identity,
    microphone: trackOf(participant, Track.Source.Microphone),
    camera: trackOf(participant, Track.Source.Camera),
    screen: trackOf(participant, Track.Source.ScreenShare),
    deafened: participant.attributes[ATTRIBUTE_DEAFENED] === '1',
    speaking: participant.isSpeaking,
  }));

/** Every sound of the others: microphones and what shared screens play. */
export const soundsOf = (room: Room): RemoteTrackPublication[] =>
  [...room.remoteParticipants.values()].flatMap(
    (participant) => [...participant.audioTrackPublications.values()] as RemoteTrackPublication[],
  );

const byArrival = (a: RemoteParticipant, b: RemoteParticipant): number =>
  (a.joinedAt?.getTime() ?? 0) - (b.joinedAt?.getTime() ?? 0) || (a.identity < b.identity ? -1 : 1);

function trackOf(participant: RemoteParticipant, source: Track.Source): TrackInfo | null {
  const publication = participant.getTrackPublication(source);
  return publication ? { trackId: publication.trackSid, muted: publication.isMuted } : null;
}
