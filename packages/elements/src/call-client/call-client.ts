import type { CallController, ClientOptions, Lease } from '@call-elements/core';
import { LitElement, css, html, type CSSResult, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { shallowEqual } from '../internal/call-binding.js';
import { announceClients, clientRegistry, type ClientRegistry } from '../internal/client-registry.js';
import { LateModule } from '../internal/late-module.js';
import { tellLoadError } from '../internal/load-error.js';
import { clientOptions } from './client-options.js';
import { relayEvents } from './relay-events.js';

/** What makes controllers: it loads while the page already draws, and presses wait for it. */
const controllers = (): Promise<typeof import('../controller/index.js')> => import('../controller/index.js');

/**
 * Connects the call elements of a page with the service; it draws nothing.
 *
 * @element call-client
 * @slot - The page's own content, drawn as it is.
 * @fires {CallIncomingEvent} call-incoming - Somebody rings.
 * @fires {CallStartEvent} call-start - A call is connected.
 * @fires {CallEndEvent} call-end - A call is over; tells why and how long it was.
 * @fires {CallErrorEvent} call-error - Something failed.
 * @fires {CallPhaseChangeEvent} call-phase-change - A call moved on.
 */
export class CallClient extends LitElement {
  static override styles: CSSResult = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
  `;

  /** Address of the token endpoint. */
  @property({ attribute: 'token-url' }) tokenUrl = '';
  /** Address of the service's socket; without it nothing rings. */
  @property({ attribute: 'signal-url' }) signalUrl = '';
  /** Same-origin address that answers `{"token": "…"}`. */
  @property({ attribute: 'session-url' }) sessionUrl = '';
  /** Start calls with the microphone muted. */
  @property({ type: Boolean, attribute: 'start-muted' }) startMuted = false;
  /** Gives the host app's user token; goes before `session-url`. */
  @property({ attribute: false }) getSession: Exclude<ClientOptions['session'], string> | undefined;

  readonly #controllers = new LateModule(this, controllers, (error) => this.#reportLoad(error));
  #registry: ClientRegistry | undefined;
  #own: CallController | undefined;
  #lease: Lease | undefined;
  #leased: ClientOptions | undefined;
  #relayed: CallController | undefined;
  #stopRelay: (() => void) | undefined;

  /** The controller in use. Set one of your own to keep it beyond this element. */
  @property({ attribute: false })
  get controller(): CallController | undefined {
    return this.#own ?? this.#lease?.controller;
  }
  set controller(controller: CallController | undefined) {
    this.#own = controller;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#registry = clientRegistry(this.ownerDocument);
    this.#registry.clients.add(this);
    announceClients(this.#registry);
    // The controller is taken in the update, a microtask later: what is set right after creation shall count.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const registry = this.#registry;
    this.#registry = undefined;
    registry?.clients.delete(this);
    this.#swap(undefined);
    this.#relay(undefined);
    if (registry) announceClients(registry);
  }

  protected override updated(): void {
    if (!this.#registry) return;
    this.#swap(this.#own ? undefined : clientOptions(this));
    if (this.#relay(this.controller)) announceClients(this.#registry);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  /** The lease before is given back last, so that a controller that stays is never without a holder. */
  #swap(options: ClientOptions | undefined): void {
    if (shallowEqual(options, this.#leased)) return;
    const loaded = options && this.#controllers.get();
    if (options && !loaded) return;
    if (loaded && this.#registry) this.#registry.lost = false;
    const before = this.#lease;
    this.#leased = options;
    this.#lease = options && loaded?.acquireController(options);
    before?.release();
  }

  #reportLoad(cause: unknown): void {
    if (this.#registry) {
      this.#registry.lost = true;
      announceClients(this.#registry);
    }
    tellLoadError([this], cause);
  }

  #relay(controller: CallController | undefined): boolean {
    if (controller === this.#relayed) return false;
    this.#stopRelay?.();
    this.#relayed = controller;
    this.#stopRelay = controller && relayEvents(controller, this);
    return true;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'call-client': CallClient;
  }
}
