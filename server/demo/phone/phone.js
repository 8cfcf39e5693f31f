// The citizen's phone of the demonstration: chooses a line and a person, shows the thread, writes.
const PAGE = '/demo/dien-thoai';
const LOOK_MS = 1500;
const LONGEST_SIDE = 1280;
const CLOCK = { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' };

const at = (id) => document.getElementById(id);
const [line, person, thread, form, text, picture, trouble] = [
  'line',
  'person',
  'thread',
  'form',
  'text',
  'picture',
  'trouble',
].map(at);
let book = [];
let shown = '';

async function ask(path, body) {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(PAGE + path, init || undefined);
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail || `Lỗi ${response.status}`);
  return response.status === 204 ? null : response.json();
}

function say(words) {
  trouble.textContent = words;
  trouble.hidden = words === '';
}

function options(select, list) {
  select.replaceChildren(...list.map(([value, name]) => new Option(name, value)));
}

function people() {
  const found = book.find((one) => one.kind === line.value);
  options(
    person,
    (found ? found.people : []).map((one) => [one.id, one.name]),
  );
}

async function load() {
  book = (await ask('/danh-ba')).lines;
  options(
    line,
    book.map((one) => [one.kind, one.name]),
  );
  people();
  if (book.length === 0) say('Chưa có kênh nào chạy thử: máy chủ đang nối với nhà cung cấp thật.');
}

function bubble(message) {
  const item = document.createElement('li');
  if (message.mine) item.className = 'mine';
  const file = (key) => `${PAGE}/tep/${line.value}/${encodeURIComponent(key)}`;
  if (message.picture) {
    const image = document.createElement('img');
    image.src = file(message.picture);
    image.alt = 'Ảnh';
    item.append(image);
  }
  if (message.text) item.append(message.text);
  if (message.file) {
    const link = document.createElement('a');
    link.href = file(message.file.key);
    link.textContent = message.file.name;
    item.append(link);
  }
  const time = document.createElement('time');
  time.textContent = new Date(message.at).toLocaleTimeString('vi-VN', CLOCK);
  item.append(time);
  return item;
}

function empty() {
  const item = document.createElement('li');
  item.className = 'empty';
  item.textContent = 'Chưa có tin nào. Hãy nhắn cho 1022.';
  return item;
}

async function look() {
  if (!person.value || document.hidden) return;
  const who = `${line.value}/${person.value}`;
  const query = new URLSearchParams({ line: line.value, person: person.value });
  const { messages } = await ask(`/tin?${query}`);
  const state = `${who} ${messages.length} ${messages.at(-1)?.id}`;
  if (state === shown || who !== `${line.value}/${person.value}`) return;
  shown = state;
  thread.replaceChildren(...(messages.length > 0 ? messages.map(bubble) : [empty()]));
  thread.scrollTop = thread.scrollHeight;
}

/** A photo as a JPEG that fits, base64 without its head. */
async function small(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', 0.85).split(',')[1];
}

async function send() {
  const words = text.value;
  const file = picture.files[0];
  if (words.trim() === '' && !file) return;
  try {
    const image = file ? await small(file) : null;
    await ask('/tin', { line: line.value, person: person.value, text: words, picture: image });
    say('');
    text.value = '';
    picture.value = '';
    await look();
  } catch (error) {
    say(error.message);
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void send();
});
text.addEventListener('keydown', (event) => {
  // Enter ends a syllable while an input method composes it.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  void send();
});
picture.addEventListener('change', () => void send());
line.addEventListener('change', () => {
  people();
  void look();
});
person.addEventListener('change', () => void look());
at('add').addEventListener('click', async () => {
  const name = window.prompt('Tên người dân');
  if (!name?.trim()) return;
  const made = await ask('/danh-ba', { line: line.value, name });
  await load();
  person.value = made.id;
  await look();
});

load()
  .then(look)
  .catch((error) => say(error.message));
setInterval(() => look().catch((error) => say(error.message)), LOOK_MS);
