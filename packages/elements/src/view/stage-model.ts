import type { Call, Participant } from '@call-elements/core';
import { cleanName } from '../internal/names.js';
import { texts } from './texts.js';
import { whoOf } from './who.js';
import { isInCall } from '../internal/phases.js';

/** Where a tile stands: it fills the view, floats over it, is packed with others, or is only there for screen readers. */
type Place = 'fill' | 'self' | 'grid' | 'strip' | 'share' | 'unseen';

/** One tile as it is drawn. */
export interface Tile {
  readonly key: string;
  readonly kind: 'person' | 'self' | 'screen';
  readonly place: Place;
  /** Accessible name. */
  readonly label: string;
  readonly name: string;
  readonly person: { readonly userId: string; readonly name: string; readonly avatarUrl?: string };
  /** The picture; null when there is none. */
  readonly trackId: string | null;
  readonly muted: boolean;
  readonly deafened: boolean;
  readonly speaking: boolean;
}

/** Everything on the stage. */
export interface StageModel {
  readonly layout: 'two' | 'grid' | 'share';
  readonly tiles: readonly Tile[];
}

type Draft = Omit<Tile, 'place'>;

const SELF = { userId: '', name: '' };

function tileLabel(name: string, parts: { deafened: boolean; muted: boolean; pictured: boolean }): string {
  const t = texts();
  return [name, parts.deafened ? t.deafened : parts.muted && t.muted, !parts.pictured && t.cameraIsOff].filter(Boolean).join(', ');
}

function draftOf(participant: Participant, call: Call, key: string): Draft {
  const { userId, deafened, speaking } = participant;
  const name = cleanName(participant.name);
  const muted = !participant.microphone || participant.microphone.muted;
  const trackId = participant.camera && !participant.camera.muted ? participant.camera.trackId : null;
  const person = call.people.find((known) => known.userId === userId) ?? { userId, name };
  const label = tileLabel(name, { deafened, muted, pictured: trackId !== null });
  return { key, kind: 'person', label, name, person, trackId, muted, deafened, speaking: speaking && !muted };
}

/** The person we call, before anybody is in the room. */
function draftOfPeer(call: Call): Draft {
  const person = whoOf(call);
  const name = cleanName(person.name);
  return { key: 'peer', kind: 'person', label: name, name, person, trackId: null, muted: false, deafened: false, speaking: false };
}

function draftOfSelf({ local }: Call, self: Tile['person']): Draft {
  const name = texts().you;
  const muted = local.microphone === 'off' || local.microphone === 'blocked';
  const trackId = local.camera === 'on' ? local.cameraTrackId : null;
  const label = tileLabel(name, { deafened: local.deafened, muted, pictured: trackId !== null });
  return {
    key: 'self',
    kind: 'self',
    label,
    name,
    person: self,
    trackId,
    muted,
    deafened: local.deafened,
    speaking: local.speaking && !muted,
  };
}

function screensOf(participants: readonly Participant[]): Draft[] {
  return participants.flatMap((participant) => {
    const name = cleanName(participant.name);
    const { id, userId, screen } = participant;
    if (!screen) return [];
    const label = `${name}, ${texts().screen}`;
    const quiet = { muted: false, deafened: false, speaking: false };
    return [{ key: `screen-${id}`, kind: 'screen' as const, label, name, person: { userId, name }, trackId: screen.trackId, ...quiet }];
  });
}

const placed = (draft: Draft, place: Place): Tile => ({ ...draft, place });

/** What stands on the stage of a call, and where. Others come first, the own tile is last. */
export function stageModel(call: Call, self: Tile['person'] = SELF): StageModel {
  const own = draftOfSelf(call, self);
  if (!isInCall(call.phase) || call.participants.length === 0) {
    // Nobody there yet: the own picture as a mirror, or the face of the other.
    const mirror = own.trackId !== null && call.phase !== 'connecting' && call.phase !== 'accepting' && call.phase !== 'reconnecting';
    return { layout: 'two', tiles: mirror ? [placed(own, 'fill')] : [placed(draftOfPeer(call), 'fill'), placed(own, 'unseen')] };
  }
  const alone = call.participants.length === 1;
  const others = call.participants.map((participant) => draftOf(participant, call, alone ? 'peer' : participant.id));
  const screens = screensOf(call.participants);
  if (screens.length > 0) {
    const strip = [...others, own].map((draft) => placed(draft, 'strip'));
    return { layout: 'share', tiles: [...screens.map((draft) => placed(draft, 'share')), ...strip] };
  }
  const [other] = others;
  if (other && alone) {
    const place = own.trackId === null && other.trackId === null ? 'unseen' : 'self';
    return { layout: 'two', tiles: [placed(other, 'fill'), placed(own, place)] };
  }
  return { layout: 'grid', tiles: [...others, own].map((draft) => placed(draft, 'grid')) };
}
