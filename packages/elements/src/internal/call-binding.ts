import type { CallController, Snapshot } from '@call-elements/core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { clientRegistry, type ClientRegistry } from './client-registry.js';
import { findController, type ControllerSeeker } from './find-controller.js';

type Host = ReactiveControllerHost & ControllerSeeker;

/** True when both are the same, or plain objects with the same members. */
export function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(Reflect.get(a, key), Reflect.get(b, key)));
}

/** Keeps an element on its controller and redraws it when its slice of the snapshot changed. */
export class CallBinding<S> implements ReactiveController {
  readonly #host: Host;
  readonly #select: (snapshot: Snapshot) => S;
  readonly #onController: ((controller: CallController | undefined) => void) | undefined;
  #registry: ClientRegistry | undefined;
  #controller: CallController | undefined;
  #unsubscribe: (() => void) | undefined;
  #value: S | undefined;

  /** `onController` is told each time that the controller changes; undefined when it goes, or cannot come because its code was not loaded. */
  constructor(host: Host, select: (snapshot: Snapshot) => S, onController?: (controller: CallController | undefined) => void) {
    this.#host = host;
    this.#select = select;
    this.#onController = onController;
    host.addController(this);
  }

  /** Undefined while no client is there. */
  get controller(): CallController | undefined {
    return this.#controller;
  }

  /** The slice; undefined without a controller. */
  get value(): S | undefined {
    return this.#value;
  }

  /** There is no controller because its code did not come. */
  get lost(): boolean {
    return !this.#controller && this.#registry?.lost === true;
  }

  hostConnected(): void {
    this.#registry = clientRegistry(this.#host.ownerDocument);
    this.#registry.waiting.add(this.#resolve);
    this.#resolve();
  }

  hostDisconnected(): void {
    this.#registry?.waiting.delete(this.#resolve);
    this.#registry = undefined;
    this.#use(undefined);
  }

  /** Before each drawing: `controller`, `for` and what the slice depends on may have changed. */
  hostUpdate(): void {
    if (!this.#registry) return;
    this.#use(findController(this.#host));
    this.#read();
  }

  readonly #resolve = (): void => {
    this.#use(findController(this.#host));
    if (!this.lost) return;
    this.#onController?.(undefined);
    this.#host.requestUpdate();
  };

  #use(controller: CallController | undefined): void {
    if (controller === this.#controller) return;
    this.#unsubscribe?.();
    this.#controller = controller;
    this.#unsubscribe = controller?.subscribe(this.#onChange);
    this.#read();
    this.#host.requestUpdate();
    this.#onController?.(controller);
  }

  #read(): boolean {
    const value = this.#controller && this.#select(this.#controller.snapshot);
    const changed = !shallowEqual(value, this.#value);
    if (changed) this.#value = value;
    return changed;
  }

  readonly #onChange = (): void => {
    if (this.#read()) this.#host.requestUpdate();
  };
}
