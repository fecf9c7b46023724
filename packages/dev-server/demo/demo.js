// The page around the call: conversations, the place of the view, a log. Calling needs none of this.

const LOG_LINES = 200;
const EVENTS = ['call-incoming', 'call-start', 'call-end', 'call-error', 'call-phase-change'];

const client = document.querySelector('call-client');
const log = document.querySelector('#log');

/** What an event says, in a few words. */
const details = ({ phase, reason, durationMs, error }) =>
  [phase, reason, durationMs === undefined ? undefined : `${Math.round(durationMs / 1000)} s`, error?.code].filter(Boolean).join(' · ');

for (const name of EVENTS) {
  client.addEventListener(name, (event) => {
    const line = document.createElement('li');
    const time = document.createElement('time');
    time.textContent = new Date().toLocaleTimeString();
    line.append(time, ` ${name} `, Object.assign(document.createElement('b'), { textContent: details(event) }));
    log.append(line);
    while (log.children.length > LOG_LINES) log.firstElementChild.remove();
    log.scrollTop = log.scrollHeight;
  });
}

const view = document.querySelector('call-view');
for (const radio of document.querySelectorAll('input[name=mode]')) {
  radio.addEventListener('change', () => view.setAttribute('mode', radio.value));
}

const tabs = [...document.querySelectorAll('[data-peer]')];
const conversation = document.querySelector('.conversation');
const next = document.querySelector('#next');
for (const tab of tabs) {
  tab.addEventListener('click', () => {
    const { peer, name } = tab.dataset;
    for (const other of tabs) other.setAttribute('aria-pressed', String(other === tab));
    conversation.querySelector('h2').textContent = name;
    const initial = conversation.querySelector('.initial');
    initial.dataset.tone = peer;
    initial.textContent = name.charAt(0);
    for (const button of conversation.querySelectorAll('call-button')) {
      button.setAttribute('peer-id', peer);
      button.setAttribute('peer-name', name);
    }
    next.href = `/?user=${peer}`;
    next.textContent = `Open ${name} in a new window`;
  });
}
