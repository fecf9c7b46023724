import type { CallController } from '@call-elements/core';
import { LitElement, adoptStyles, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CallBinding } from '../internal/call-binding.js';
import { clientRegistry } from '../internal/client-registry.js';
import { whenIdle } from '../internal/idle.js';
import { LateModule } from '../internal/late-module.js';
import { tellLoadError } from '../internal/load-error.js';
import { RingSurface } from '../internal/ring-surface.js';
import { texts } from '../internal/texts.js';
import type { CallScreens } from '../view/index.js';
import { styles } from './call-view.styles.js';
import { activeCall } from '../internal/phases.js';

/** How the view stands on its page. */
export type CallViewMode = 'inline' | 'docked' | 'floating' | 'minimized';

/**
 * The call: ring, tiles, controls and end. It may go away and come back; the call goes on.
 *
 * @element call-view
 * @slot empty - Shown while there is no call.
 * @csspart frame - The whole view.
 * @csspart card - A ring, a call that goes out, an end.
 * @csspart stage - The room for tiles.
 * @csspart tile - One person or one screen.
 * @csspart video - A picture.
 * @csspart avatar - A face without a picture.
 * @csspart name - A name.
 * @csspart banner - A note over the tiles.
 * @csspart controls - The bar with the controls.
 * @csspart mic-button - The switch named "Mute".
 * @csspart camera-button - The switch named "Camera off".
 * @csspart share-button - The switch named "Share screen".
 * @csspart deafen-button - The switch named "Deafen".
 * @csspart more-button - The way to what did not fit.
 * @csspart more - What did not fit.
 * @csspart hangup-button - The button that ends or cancels.
 * @csspart accept-button - The button that accepts as offered.
 * @csspart soft-button - The button that accepts with audio only.
 * @csspart danger-button - The button that declines.
 * @csspart again-button - The button that calls again.
 * @csspart close-button - The button that takes the end away.
 * @csspart fullscreen-button - The switch named "Full screen".
 * @csspart return-button - The way out of the small window.
 * @csspart status - What is said to screen readers.
 * @cssproperty [--call-view-layer=1000] - `z-index` while it floats.
 * @cssproperty [--call-view-inset=16px] - Distance from the page's edges while it floats.
 * @fires {CallRequestEvent} call-request - Before calling again.
 * @fires {CallAcceptRequestEvent} call-accept-request - Before a ring is accepted.
 * @fires {CallDeclineRequestEvent} call-decline-request - Before a ring is declined.
 * @fires {CallHangupRequestEvent} call-hangup-request - Before the call is ended or cancelled.
 * @fires {CallMediaRequestEvent} call-media-request - Before a device is turned on or off.
 * @fires {CallShowRequestEvent} call-show-request - Somebody wants the small window large.
 */
export class CallView extends LitElement {
  static override styles: CSSResult[] = styles;

  /** `inline` fills its box, `docked` the height of its box; `floating` and `minimized` lie over the page's end foot. */
  @property({ reflect: true }) mode: CallViewMode = 'inline';
  /** Leave the controls of a running call to the page. */
  @property({ type: Boolean, attribute: 'without-controls' }) withoutControls = false;
  /** Id of the `<call-client>` to use. */
  @property() for = '';
  /** A controller of the page's own. */
  @property({ attribute: false }) controller: CallController | undefined;

  #screens: CallScreens | undefined;
  #failed = false;
  #cancelIdle: (() => void) | undefined;
  // What draws calls comes with the first one, or before it when the page has time.
  readonly #code = new LateModule(
    this,
    () => import('../view/index.js'),
    (error) => this.#onFailure(error),
  );
  readonly #surface = new RingSurface(this, () => !this.#failed);
  readonly #binding = new CallBinding(
    this,
    (state) => ({ call: activeCall(state), self: state.self }),
    (controller) => {
      this.#surface.use(controller);
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#cancelIdle = whenIdle(() => this.#code.get());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancelIdle?.();
  }

  protected override render(): TemplateResult {
    const { call = null, self = null } = this.#binding.value ?? {};
    const screen = this.#draws(call !== null)?.render(call, this.#binding.controller, self);
    const lost = this.#binding.lost || (this.#failed && call !== null);
    return html`<p class="sr" part="status" role="status">${this.#screens?.status ?? nothing}</p>
      <p class=${lost ? 'lost' : 'sr'} role="alert">${lost ? texts().notLoaded : (this.#screens?.alert ?? nothing)}</p>
      ${screen ?? nothing}<slot name="empty" ?hidden=${call !== null}></slot>`;
  }

  #draws(needed: boolean): CallScreens | undefined {
    const code = needed ? this.#code.get() : this.#code.peek();
    if (code && !this.#screens) {
      this.#failed = false;
      adoptStyles(this.renderRoot as ShadowRoot, [...styles, ...code.CallScreens.styles]);
      this.#screens = new code.CallScreens(this);
    }
    return this.#screens;
  }

  /** Without its code this page cannot show a ring and must not say that it does. */
  #onFailure(error: unknown): void {
    this.#failed = true;
    this.#surface.refresh();
    this.requestUpdate();
    tellLoadError(clientRegistry(this.ownerDocument).clients, error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'call-view': CallView;
  }
}
