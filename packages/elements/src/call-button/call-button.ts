import type { CallController, Snapshot } from '@call-elements/core';
import { LitElement, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CallRequestEvent, CallShowRequestEvent } from '../events.js';
import { CallBinding } from '../internal/call-binding.js';
import { clockTime } from '../internal/elapsed.js';
import { camera, dnd, icon, phone, phoneLine, voice } from '../internal/icons.js';
import { cleanName } from '../internal/names.js';
import { texts } from '../internal/texts.js';
import { Ticker } from '../internal/ticker.js';
import type { Media } from '../internal/types.js';
import { buttonMode, type ButtonMode } from './button-mode.js';
import { styles } from './call-button.styles.js';

/**
 * Starts a call with one person, or joins a room; when it cannot, it says why.
 *
 * @element call-button
 * @slot - The label; by default "Call" and the name.
 * @csspart button - The native button inside.
 * @csspart icon - The sign.
 * @csspart label - The words.
 * @cssproperty [--call-button-background=var(--call-color-accept)] - Its fill.
 * @cssproperty [--call-button-color=var(--call-color-on-accept)] - Its words.
 * @fires {CallRequestEvent} call-request - Before dialling; cancel it to stay silent.
 * @fires {CallShowRequestEvent} call-show-request - Pressed while in a call with this person.
 */
export class CallButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles: CSSResult[] = styles;

  /** Who to call. */
  @property({ attribute: 'peer-id' }) peerId = '';
  /** Their name; by default what the friends list knows. */
  @property({ attribute: 'peer-name' }) peerName = '';
  /** Joins this room instead of calling a person. */
  @property({ attribute: 'room-name' }) roomName = '';
  /** `audio` or `video`. */
  @property() media: Media = 'audio';
  /** Id of the `<call-client>` to use. */
  @property() for = '';
  /** A controller of the page's own. */
  @property({ attribute: false }) controller: CallController | undefined;

  #queued = false;
  readonly #ticker = new Ticker(this);
  readonly #binding = new CallBinding(
    this,
    (state) => ({ ...buttonMode(state, this.peerId, this.roomName), name: this.#friendName(state) }),
    (controller) => {
      this.#dialQueued(controller);
    },
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#queued = false;
  }

  protected override render(): TemplateResult {
    const mode = this.#mode;
    const { words, sign } = this.#face(mode);
    this.#ticker.follow(mode.kind === 'in-call' ? mode.since : null);
    return html`<button
      part="button"
      type="button"
      aria-disabled=${this.#canAct(mode) ? nothing : 'true'}
      @click=${this.#onClick}
      @pointerenter=${this.#onNear}
      @focus=${this.#onNear}
    >
      ${sign}<span class="label" part="label"><span>${words}</span><slot ?hidden=${words !== ''}>${this.#defaultLabel()}</slot></span>
      ${
        mode.kind === 'in-call' && mode.since !== null
          ? html`<span class="num" aria-hidden="true">${clockTime(Date.now() - mode.since)}</span>`
          : nothing
      }
    </button>`;
  }

  get #mode(): ButtonMode {
    return this.#queued ? { kind: 'calling' } : (this.#binding.value ?? { kind: 'ready' });
  }

  #canAct({ kind }: ButtonMode): boolean {
    return kind === 'ready' || kind === 'in-call';
  }

  #friendName({ friends }: Snapshot): string {
    return friends.list.find((friend) => friend.userId === this.peerId)?.name ?? '';
  }

  #name(): string {
    return cleanName([this.peerName, this.#binding.value?.name, this.peerId].find(Boolean) ?? '');
  }

  #defaultLabel(): string {
    if (this.roomName) return texts().joinRoom(cleanName(this.roomName));
    return this.media === 'video' ? texts().videoCallPerson(this.#name()) : texts().callPerson(this.#name());
  }

  #face({ kind }: ButtonMode): { words: string; sign: TemplateResult } {
    const t = texts();
    switch (kind) {
      case 'ready':
        return { words: '', sign: icon(this.media === 'video' ? camera : phone, 18) };
      case 'calling':
        return { words: this.roomName ? t.connecting : t.callingPerson(this.#name()), sign: html`<span class="spin"></span>` };
      case 'connecting':
        return { words: t.connecting, sign: html`<span class="spin"></span>` };
      case 'in-call':
        return { words: t.returnToCall, sign: voice() };
      case 'other-call':
        return { words: t.youAreInAnotherCall, sign: icon(phoneLine, 18) };
      case 'dnd':
        return { words: t.doesNotWantCalls(this.#name()), sign: icon(dnd, 18) };
    }
  }

  #onClick(): void {
    const mode = this.#mode;
    if (mode.kind === 'in-call') this.dispatchEvent(new CallShowRequestEvent(mode.callId));
    if (mode.kind !== 'ready' || !(this.peerId || this.roomName)) return;
    if (!this.dispatchEvent(new CallRequestEvent(this.roomName ? '' : this.peerId, this.#media, this.roomName))) return;
    const { controller } = this.#binding;
    if (controller) this.#begin(controller);
    else this.#queued = true;
    this.requestUpdate();
  }

  get #media(): Media {
    return this.media === 'video' ? 'video' : 'audio';
  }

  #dialQueued(controller: CallController | undefined): void {
    const queued = this.#queued;
    this.#queued = false;
    if (queued && controller) this.#begin(controller);
  }

  #begin(controller: CallController): void {
    if (this.roomName) controller.join(this.roomName, { media: this.#media });
    else controller.call(this.peerId, { media: this.#media });
  }

  #onNear(): void {
    this.#binding.controller?.warmUp();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'call-button': CallButton;
  }
}
