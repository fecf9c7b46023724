import type { CallController } from '@call-elements/core';
import { noChange } from 'lit';
import { AsyncDirective, directive, type DirectiveResult, type ElementPart } from 'lit/async-directive.js';

class TrackDirective extends AsyncDirective {
  #element: HTMLMediaElement | undefined;
  #controller: CallController | undefined;
  #trackId = '';
  #detach: (() => void) | undefined;

  /** All is done in `update`, which also knows the element. */
  override render(): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [controller, trackId]: [CallController, string]): typeof noChange {
    if (controller !== this.#controller || trackId !== this.#trackId) this.disconnected();
    this.#element = part.element as HTMLMediaElement;
    this.#controller = controller;
    this.#trackId = trackId;
    if (this.isConnected) this.#attach();
    return noChange;
  }

  protected override disconnected(): void {
    this.#detach?.();
    this.#detach = undefined;
  }

  protected override reconnected(): void {
    this.#attach();
  }

  /** A track that is not there yet is asked for again with the next drawing. */
  #attach(): void {
    if (this.#element) this.#detach ??= this.#controller?.media(this.#trackId)?.attach(this.#element);
  }
}

/** Shows a track in the `<video>` that it stands on, for as long as that is drawn. */
export const track: (controller: CallController, trackId: string) => DirectiveResult = directive(TrackDirective);
