import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_USERS, demoUser, type DemoUser } from './demo-users.js';
import { demoFolder } from './paths.js';

/** The demo page of one user, or the page that lets one choose. */
export async function homePage(userId: string | null, bundle: string): Promise<string> {
  const user = demoUser(userId);
  return user ? page('index.html', { ...signedIn(user), bundle }) : page('choose.html', { users: DEMO_USERS.map(choice).join('\n') });
}

/** A page with a call button and nothing that could show a ring. Undefined for an unknown user. */
export async function buttonOnlyPage(userId: string | null, bundle: string): Promise<string | undefined> {
  const user = demoUser(userId);
  return user && page('button-only.html', { ...signedIn(user), bundle });
}

/** A page that joins the room `standup`, without a ringing service. Undefined for an unknown user. */
export async function roomPage(userId: string | null, bundle: string): Promise<string | undefined> {
  const user = demoUser(userId);
  return user && page('room.html', { ...signedIn(user), bundle });
}

function signedIn(user: DemoUser): Readonly<Record<string, string>> {
  const next = user.friends[0] ?? '';
  const nextName = demoUser(next)?.name ?? '';
  return {
    user: user.id,
    name: user.name,
    initial: user.name.charAt(0),
    peer: next,
    'peer-name': nextName,
    'peer-initial': nextName.charAt(0),
    conversations: user.friends.map(conversation).join('\n'),
  };
}

const choice = ({ id, name, friends }: DemoUser): string => {
  const known = friends.map((friend) => demoUser(friend)?.name ?? friend);
  return `<li><a href="/?user=${id}"><span class="initial" data-tone="${id}">${name.charAt(0)}</span><span><b>${name}</b><small>knows ${known.join(', ')}</small></span></a></li>`;
};

const conversation = (id: string, index: number): string => {
  const name = demoUser(id)?.name ?? id;
  return `<button type="button" data-peer="${id}" data-name="${name}" aria-pressed="${String(index === 0)}">${name}</button>`;
};

/** Fills `{{name}}` places. All values come from the fixed list of demo users, never from a request. */
async function page(file: string, values: Readonly<Record<string, string>>): Promise<string> {
  const text = await readFile(join(demoFolder, file), 'utf8');
  return text.replace(/\{\{([a-z-]+)\}\}/g, (_, key: string) => values[key] ?? '');
}
