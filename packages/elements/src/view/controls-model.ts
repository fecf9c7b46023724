/** A control that may stand in the bar or wait in More. */
export type ControlId = 'microphone' | 'camera' | 'share' | 'deafen';

/** Which controls a view of this width shows (look.md, Controls); the rest waits in More. */
export function controlsFor(inline: number, possible: { share: boolean }): { shown: ControlId[]; more: ControlId[] } {
  const all: ControlId[] = ['microphone', 'camera', 'share', 'deafen'];
  const count = inline >= 380 ? 4 : inline >= 320 ? 3 : inline >= 240 ? 2 : 1;
  const useful = (id: ControlId): boolean => id !== 'share' || possible.share;
  return { shown: all.slice(0, count).filter(useful), more: all.slice(count).filter(useful) };
}
