import type { Call, CallController } from '@call-elements/core';
import { html, type CSSResult, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import {
  CallAcceptRequestEvent,
  CallDeclineRequestEvent,
  CallHangupRequestEvent,
  CallMediaRequestEvent,
  CallRequestEvent,
  CallShowRequestEvent,
} from '../events.js';
import { clockTime } from '../internal/elapsed.js';
import { Ticker } from '../internal/ticker.js';
import type { Device, Media, Person } from '../internal/types.js';
import { endCard, incomingCard, outgoingCard } from './cards.js';
import { FocusKeeper } from './focus-keeper.js';
import { pack } from './packer.js';
import { alertWords, statusWords } from './phase-words.js';
import { SizeWatch } from './size-watch.js';
import { WIDE, stage, stageRoom } from './stage.js';
import { stageModel } from './stage-model.js';
import { texts } from './texts.js';
import { rove } from './toolbar-keys.js';
import type { ViewParts } from './view-parts.js';
import { viewStyles } from './view.styles.js';
import { isInCall, isRingingIn } from '../internal/phases.js';

/** The element that the screens are drawn in. */
export interface ScreensHost extends LitElement {
  mode: string;
  withoutControls: boolean;
}

type Screen = 'ring' | 'out' | 'end' | 'stage';

/** Below this, verbs stand closer together. */
const NARROW = 340;
const OUTGOING: readonly Call['phase'][] = ['preparing', 'inviting', 'ringing-out'];

function screenOf(call: Call): Screen {
  if (isRingingIn(call.phase)) return 'ring';
  if (call.phase === 'ending' || call.phase === 'ended') return 'end';
  const mirror = call.intent === 'video' && call.local.camera === 'on' && call.local.cameraTrackId !== null;
  return OUTGOING.includes(call.phase) && !mirror ? 'out' : 'stage';
}

/** Everything that a view shows of a call. Loaded when there is the first one. */
export class CallScreens implements ReactiveController {
  static readonly styles: readonly CSSResult[] = viewStyles;

  /** Said once per change, politely. */
  status = '';
  /** Said at once. */
  alert = '';

  readonly #host: ScreensHost;
  readonly #focus: FocusKeeper;
  readonly #size: SizeWatch;
  readonly #ticker: Ticker;
  #call: Call | undefined;
  #stoppedAt: number | null = null;
  #moreOpen = false;
  #ends = new AbortController();

  constructor(host: ScreensHost) {
    this.#host = host;
    this.#focus = new FocusKeeper(host.renderRoot as ShadowRoot);
    this.#size = new SizeWatch(host);
    this.#ticker = new Ticker(host);
    host.addController(this);
  }

  hostConnected(): void {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const redraw = (): void => {
      this.#host.requestUpdate();
    };
    this.#host.ownerDocument.addEventListener('fullscreenchange', redraw, { signal });
    this.#host.ownerDocument.addEventListener('pointerdown', this.#onPointerDown, { signal });
    this.#host.addEventListener('keydown', this.#onKeyDown, { signal });
  }

  hostDisconnected(): void {
    this.#ends.abort();
  }

  hostUpdated(): void {
    const toolbar = this.#host.renderRoot.querySelector('[role="toolbar"]');
    if (toolbar) rove(toolbar, null);
    const call = this.#call;
    this.#placeTiles(call);
    const over = call?.phase === 'ending' || call?.phase === 'ended';
    this.#focus.after(call?.id ?? null, { rings: call !== undefined && isRingingIn(call.phase), over });
  }

  /** Draws a call; the frame stays while calls and screens change. */
  render(call: Call | null, controller: CallController | undefined, self: Person | null): TemplateResult | undefined {
    this.#focus.before(call?.id ?? null);
    this.#follow(call ?? undefined);
    if (!call || !controller) return undefined;
    const screen = screenOf(call);
    const parts = this.#parts(call, controller, self ?? undefined);
    const { inline } = parts.size;
    const layout = parts.minimized ? 'minimized' : this.#host.mode;
    return html`<section
      class="frame"
      part="frame"
      tabindex="-1"
      aria-label=${texts().call}
      data-layout=${layout}
      data-screen=${screen}
      ?data-wide=${inline >= WIDE}
      ?data-narrow=${inline < NARROW}
    >
      ${screen === 'ring' ? incomingCard(parts) : screen === 'out' ? outgoingCard(parts) : screen === 'end' ? endCard(parts) : stage(parts)}
    </section>`;
  }

  #parts(call: Call, controller: CallController, self: Person | undefined): ViewParts {
    const host = this.#host;
    return {
      call,
      controller,
      self,
      size: this.#size.size,
      minimized: host.mode === 'minimized' && isInCall(call.phase),
      withoutControls: host.withoutControls,
      time: call.connectedAt === null ? '' : clockTime((this.#stoppedAt ?? Date.now()) - call.connectedAt),
      fullScreen: !host.ownerDocument.fullscreenEnabled ? 'impossible' : host.matches(':fullscreen') ? 'on' : 'off',
      moreOpen: this.#moreOpen,
      accept: (media: Media) => {
        if (this.#ask(new CallAcceptRequestEvent(call.id, media))) controller.accept({ callId: call.id, media });
      },
      decline: () => {
        if (this.#ask(new CallDeclineRequestEvent(call.id))) controller.decline(call.id);
      },
      hangUp: () => {
        if (this.#ask(new CallHangupRequestEvent(call.id))) controller.hangUp(call.id);
      },
      setDevice: (device: Device, on: boolean) => {
        this.#setDevice(call, controller, device, on);
      },
      callAgain: () => {
        this.#callAgain(call, controller);
      },
      leaveMinimized: () => {
        host.mode = 'floating';
        this.#ask(new CallShowRequestEvent(call.id));
      },
      toggleFullScreen: () => {
        this.#toggleFullScreen();
      },
      toggleMore: () => {
        this.#setMore(!this.#moreOpen);
      },
    };
  }

  /** Takes over the next state of the call: what is said, and whether time goes on. */
  #follow(call: Call | undefined): void {
    const before = this.#call;
    this.#call = call;
    if (call === before) return;
    if (call?.id !== before?.id) this.#moreOpen = false;
    this.#stoppedAt = call?.troubleVisible ? (this.#stoppedAt ?? Date.now()) : null;
    const runs = call !== undefined && isInCall(call.phase) && !call.troubleVisible;
    this.#ticker.follow(runs ? call.connectedAt : null);
    this.alert = call ? alertWords(call) : '';
    const words = call ? statusWords(call, before) : '';
    const moved = call?.phase !== before?.phase || call?.id !== before?.id || call?.troubleVisible !== before?.troubleVisible;
    if (moved || words !== '') this.status = words;
  }

  #ask(event: Event): boolean {
    return this.#host.dispatchEvent(event);
  }

  #setDevice(call: Call, controller: CallController, device: Device, on: boolean): void {
    if (!this.#ask(new CallMediaRequestEvent(call.id, device, on))) return;
    if (device === 'microphone') controller.setMicrophone(on);
    else if (device === 'camera') controller.setCamera(on);
    else controller.setScreenShare(on);
  }

  #callAgain(call: Call, controller: CallController): void {
    const { room, intent } = call;
    if (room !== null) {
      if (this.#ask(new CallRequestEvent('', intent, room))) controller.join(room, { media: intent });
      return;
    }
    const [person] = call.people;
    if (person && this.#ask(new CallRequestEvent(person.userId, call.intent))) controller.call(person.userId, { media: call.intent });
  }

  #toggleFullScreen(): void {
    const { ownerDocument } = this.#host;
    const change = this.#host.matches(':fullscreen') ? ownerDocument.exitFullscreen() : this.#host.requestFullscreen();
    // A refusal leaves everything as it was, and the button says so by its state.
    change.catch(() => {
      this.#host.requestUpdate();
    });
  }

  #setMore(open: boolean): void {
    if (open === this.#moreOpen) return;
    this.#moreOpen = open;
    this.#host.requestUpdate();
  }

  readonly #onPointerDown = (event: Event): void => {
    const inside = event.composedPath().some((node) => node instanceof Element && node.matches('.pop, [aria-controls="more"]'));
    if (!inside) this.#setMore(false);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#moreOpen) return;
    event.stopPropagation();
    this.#setMore(false);
    this.#host.renderRoot.querySelector<HTMLElement>('[aria-controls="more"]')?.focus();
  };

  /** Sizes are set by CSSOM: a style attribute would break pages with a strict policy. */
  #placeTiles(call: Call | undefined): void {
    const target = this.#host.renderRoot.querySelector<HTMLElement>('.stage--grid');
    if (!call || !target) return;
    const { inline, block } = pack(stageModel(call).tiles.length, stageRoom(this.#size.size));
    target.style.setProperty('--_tile-inline', `${inline}px`);
    target.style.setProperty('--_tile-block', `${block}px`);
  }
}
