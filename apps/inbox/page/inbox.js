import { findCode } from './find-code.js';

const refreshMilliseconds = 1000;
/** More than that no person reads; programs take GET /messages. */
const shownLimit = 200;

const byId = (id) => document.getElementById(id);
const list = byId('messages');
const search = byId('search');
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

let newestId = '';
let messageCount = 0;
let isReachable = true;
let isRefreshing = false;

function drawCode(item, code) {
  const button = item.querySelector('.code');
  item.querySelector('.code-row').hidden = false;
  button.textContent = code;
  button.setAttribute('aria-label', `Copy the code ${code}`);
  const copied = button.nextElementSibling;
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    copied.textContent = 'Copied';
  };
  button.addEventListener('click', () => void copy());
}

function drawDetails(item, message) {
  const headers = item.querySelector('.headers');
  for (const [name, value] of Object.entries({ from: message.from, ...message.headers })) {
    headers.append(Object.assign(document.createElement('dt'), { textContent: name }));
    headers.append(Object.assign(document.createElement('dd'), { textContent: value }));
  }
}

function drawMessage(message) {
  const item = byId('message').content.cloneNode(true).firstElementChild;
  item.querySelector('.channel').textContent = message.channel;
  item.querySelector('.to').textContent = message.to;
  item.querySelector('time').textContent = clock.format(new Date(message.receivedAt));
  item.querySelector('time').dateTime = message.receivedAt;
  item.querySelector('.text').textContent = message.text.trim();
  item.querySelector('.subject').textContent = message.subject ?? '';
  item.querySelector('.subject').hidden = !message.subject;
  const code = findCode(message.text);
  if (code) drawCode(item, code);
  drawDetails(item, message);
  item.dataset.search = `${message.to} ${message.subject ?? ''} ${message.text}`.toLowerCase();
  return item;
}

function drawState() {
  const count = messageCount === 1 ? '1 message' : `${messageCount} messages`;
  byId('state').textContent = isReachable ? count : 'The inbox does not answer; trying again';
}

function applySearch() {
  const wanted = search.value.trim().toLowerCase();
  let shown = 0;
  for (const item of list.children) {
    item.hidden = !item.dataset.search.includes(wanted);
    if (!item.hidden) shown += 1;
  }
  byId('nothing').hidden = shown > 0;
  byId('nothing-title').textContent = wanted ? 'Nothing found' : 'No message yet';
  byId('nothing-text').textContent = wanted
    ? 'No message holds these words.'
    : 'Create a challenge, and its code appears here. Nothing leaves this machine.';
}

/** New messages are put in front; what a person has opened or focused stays as it is. */
function show(arrived) {
  list.prepend(...arrived.toReversed().slice(0, shownLimit).map(drawMessage));
  messageCount += arrived.length;
  newestId = arrived.at(-1)?.id ?? newestId;
  while (list.children.length > shownLimit) list.lastElementChild.remove();
}

function forgetAll() {
  messageCount = 0;
  list.replaceChildren();
}

async function refresh() {
  if (isRefreshing) return;
  isRefreshing = true;
  const after = newestId ? `?after=${newestId}` : '';
  try {
    const response = await fetch(`/messages${after}`);
    show(await response.json());
    isReachable = response.ok;
  } catch {
    isReachable = false;
  }
  isRefreshing = false;
  drawState();
  applySearch();
}

async function emptyInbox() {
  await fetch('/messages', { method: 'DELETE' });
  forgetAll();
  await refresh();
}

search.addEventListener('input', applySearch);
byId('empty').addEventListener('click', () => void emptyInbox());
setInterval(() => void refresh(), refreshMilliseconds);
await refresh();
