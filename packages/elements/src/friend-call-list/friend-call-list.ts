import type { CallController } from '@call-elements/core';
import { LitElement, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallRequestEvent } from '../events.js';
import { avatar } from '../internal/avatar.js';
import { CallBinding } from '../internal/call-binding.js';
import { camera, icon, phoneLine } from '../internal/icons.js';
import { cleanName } from '../internal/names.js';
import type { Friend, Media } from '../internal/types.js';
import { styles } from './friend-call-list.styles.js';
import { people, search, warn } from './icons.js';
import { groupFriends, listState, type ListState } from './list-state.js';
import { presenceMark } from './presence-mark.js';
import { texts } from './texts.js';

const LOADING: ListState = { status: 'loading', friends: [], busy: false };

/**
 * The people one may call: who is there, and two ways to reach them.
 *
 * @element friend-call-list
 * @csspart title - The heading.
 * @csspart search - The search field.
 * @csspart list - One group of friends.
 * @csspart item - One friend.
 * @csspart avatar - Their picture or letter.
 * @csspart presence - The sign of their presence.
 * @csspart name - Their name.
 * @csspart status - Their presence in words.
 * @csspart button - A button that calls.
 * @cssproperty [--friend-call-list-gap=0] - Room between the groups.
 * @fires {CallRequestEvent} call-request - Before dialling; cancel it to stay silent.
 */
export class FriendCallList extends LitElement {
  static override styles: CSSResult[] = styles;

  /** Leave out friends who are offline. */
  @property({ type: Boolean, attribute: 'without-offline' }) withoutOffline = false;
  /** Id of the `<call-client>` to use. */
  @property() for = '';
  /** A controller of the page's own. */
  @property({ attribute: false }) controller: CallController | undefined;

  #query = '';
  readonly #binding = new CallBinding(this, listState);

  protected override render(): TemplateResult {
    const state = this.#binding.value ?? LOADING;
    const searchable = state.status === 'ready' && state.friends.length > 0;
    return html`<div class="list" role="group" aria-labelledby="title" aria-busy=${state.status === 'loading' ? 'true' : nothing}>
      <div class="head">
        <h2 class="title" part="title" id="title">${texts().friends}</h2>
        ${searchable ? this.#search() : nothing}
      </div>
      ${this.#body(state)}
    </div>`;
  }

  #body(state: ListState): TemplateResult {
    const t = texts();
    if (state.status === 'loading') return this.#skeleton();
    if (state.status === 'refused') return this.#blank(warn, t.friendsNotLoaded, t.friendsRefused);
    if (state.status === 'offline') return this.#blank(warn, t.friendsNotLoaded, t.friendsOffline);
    if (state.friends.length === 0) return this.#blank(people, t.noFriends, t.noFriendsNote);
    const { online, offline } = groupFriends(state.friends, this.#query);
    const away = this.withoutOffline ? [] : offline;
    if (online.length + away.length === 0) {
      if (!this.#query.trim()) return this.#group(t.online(0), [], state.busy);
      const clear = html`<button type="button" class="btn btn--small" @click=${this.#clear}>${t.clearSearch}</button>`;
      return this.#blank(search, t.noFriendCalled(cleanName(this.#query)), t.noFriendCalledNote, clear);
    }
    return html`${online.length > 0 ? this.#group(t.online(online.length), online, state.busy) : nothing}
    ${away.length > 0 ? this.#group(t.offline(away.length), away, state.busy) : nothing}`;
  }

  #search(): TemplateResult {
    const { searchFriends } = texts();
    return html`<label class="field" part="search"
      >${icon(search, 18)}<input
        type="search"
        autocomplete="off"
        placeholder=${searchFriends}
        aria-label=${searchFriends}
        .value=${this.#query}
        @input=${this.#onInput}
    /></label>`;
  }

  #group(title: string, friends: readonly Friend[], busy: boolean): TemplateResult {
    return html`<h3 class="section">${title}</h3>
      <ul class="rows" part="list" aria-label=${title}>
        ${repeat(
          friends,
          (friend) => friend.userId,
          (friend) => this.#row(friend, busy),
        )}
      </ul>`;
  }

  #row(friend: Friend, busy: boolean): TemplateResult {
    const t = texts();
    const name = cleanName(friend.name);
    const reason = busy ? t.youAreInAnotherCall : friend.presence === 'dnd' ? t.doesNotWantCalls(name) : undefined;
    return html`<li class="item" part="item" data-presence=${friend.presence}>
      ${avatar(friend, 40, presenceMark(friend.presence))}
      <span class="words">
        <span class="name" part="name"><bdi>${name}</bdi></span>
        <span class="status" part="status">${t.presence[friend.presence]}</span>
      </span>
      <span class="actions">
        ${this.#button(friend, 'audio', t.callPerson(name), reason)}${this.#button(friend, 'video', t.videoCallPerson(name), reason)}
      </span>
    </li>`;
  }

  /** The name of a button never changes; why it cannot act is its description. */
  #button(friend: Friend, media: Media, label: string, reason: string | undefined): TemplateResult {
    return html`<button
      class="icon-btn"
      part="button"
      type="button"
      aria-label=${label}
      aria-disabled=${reason ? 'true' : nothing}
      title=${reason ?? nothing}
      @click=${() => {
        if (!reason) this.#call(friend.userId, media);
      }}
      @pointerenter=${this.#onNear}
      @focus=${this.#onNear}
    >
      ${icon(media === 'video' ? camera : phoneLine)}
    </button>`;
  }

  #skeleton(): TemplateResult {
    const row = html`<div class="item">
      <span class="bone bone--disc"></span><span class="words"><span class="bone"></span><span class="bone"></span></span>
    </div>`;
    return html`<p class="sr">${texts().loadingFriends}</p>
      <div class="rows" aria-hidden="true">${[row, row, row, row]}</div>`;
  }

  #blank(sign: typeof warn, title: string, note: string, action: unknown = nothing): TemplateResult {
    return html`<div class="blank">
      <span class="mark">${icon(sign, 28)}</span>
      <p class="strong" role="status">${title}</p>
      <p class="muted">${note}</p>
      ${action}
    </div>`;
  }

  #call(peerId: string, media: Media): void {
    if (this.dispatchEvent(new CallRequestEvent(peerId, media))) this.#binding.controller?.call(peerId, { media });
  }

  #onNear(): void {
    this.#binding.controller?.warmUp();
  }

  #onInput(event: InputEvent): void {
    this.#query = (event.target as HTMLInputElement).value;
    this.requestUpdate();
  }

  #clear(): void {
    this.#query = '';
    this.requestUpdate();
    this.renderRoot.querySelector('input')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'friend-call-list': FriendCallList;
  }
}
