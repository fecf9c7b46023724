import { html, nothing, type TemplateResult } from 'lit';
import { initialOf, pictureUrl, toneOf } from './names.js';

type AvatarSize = 32 | 40 | 72 | 112;

const drop = (event: Event): void => {
  (event.currentTarget as HTMLElement).hidden = true;
};

/** A round picture of a person, or their first letter on their own tone. */
export function avatar(
  person: { userId: string; name: string; avatarUrl?: string },
  size: AvatarSize,
  inside: unknown = nothing,
): TemplateResult {
  const picture = pictureUrl(person.avatarUrl, document.baseURI);
  return html`<span class="avatar" part="avatar" data-size=${size} data-tone=${toneOf(person.userId)}>
    <span aria-hidden="true">${initialOf(person.name)}</span>
    ${picture ? html`<img src=${picture} alt="" loading="lazy" referrerpolicy="no-referrer" @error=${drop} />` : nothing}${inside}
  </span>`;
}
