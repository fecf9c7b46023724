import { NAME_MAX, type Person, type UserId } from '@call-elements/protocol';
import type { FriendsSource } from '../ports.js';
import type { IdentityStore } from '../store/identity-store.js';

/** Names of people: what their last verified token said, else what the friends source says, else their id. */
export class Directory {
  readonly #store: IdentityStore;
  readonly #friends: FriendsSource;

  constructor(store: IdentityStore, friends: FriendsSource) {
    this.#store = store;
    this.#friends = friends;
  }

  /** Remembers a person who has shown a verified token. */
  async signedIn(userId: UserId, tokenName: string | undefined): Promise<Person> {
    const known = await this.#friends.person(userId);
    const name = (tokenName ?? known?.name ?? userId).slice(0, NAME_MAX);
    const person: Person = { userId, name, ...(known?.avatarUrl !== undefined && { avatarUrl: known.avatarUrl }) };
    this.#store.savePerson(person);
    return person;
  }

  /** Makes sure that a person who is about to be called has a name. */
  async learn(userId: UserId): Promise<void> {
    if (this.#store.knownPerson(userId)) return;
    const person = await this.#friends.person(userId);
    if (person) this.#store.savePerson(person);
  }

  person(userId: UserId): Person {
    return this.#store.person(userId);
  }
}
