// What is typed in a form with data-draft is kept on the server while it is typed, for its author alone: after a pause, and when the
// page goes. The form itself sends it, and then there is nothing left to keep.
const pause = 1200;

interface Kept {
  timer: number;
  /** What the server holds, as far as this page knows; null: it does not know. */
  saved: string | null;
  busy: boolean;
}
const all = new WeakMap<HTMLFormElement, Kept>();

const of = (form: HTMLFormElement): Kept => {
  let kept = all.get(form);
  if (!kept) all.set(form, (kept = { timer: 0, saved: null, busy: false }));
  return kept;
};

/** The words and what is chosen beside them; none where no word is. */
function written(form: HTMLFormElement): URLSearchParams {
  const said = new URLSearchParams({ For: form.dataset.draft! });
  const boxes = Array.from(form.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("textarea[name], input[type=text][name]"));
  if (boxes.every((box) => !box.value.trim())) return said;
  const chosen = Array.from(form.querySelectorAll<HTMLInputElement>("input[type=radio][name]:checked"));
  for (const { name, value } of [...boxes, ...chosen]) {
    if (!value.trim()) continue;
    said.append("Names", name);
    said.append("Values", value);
  }
  return said;
}

function later(form: HTMLFormElement, after = pause): void {
  const kept = of(form);
  clearTimeout(kept.timer);
  kept.timer = window.setTimeout(() => void save(form), after);
}

async function save(form: HTMLFormElement, last = false): Promise<void> {
  const kept = of(form);
  clearTimeout(kept.timer);
  if (!form.isConnected) return;
  const body = written(form);
  const now = body.toString();
  if (now === kept.saved) return;
  if (kept.busy && !last) return later(form);
  kept.busy = true;
  try {
    const answer = await fetch("/drafts/save", { method: "POST", body, keepalive: last, headers: { "X-Hearth": "fetch" } });
    if (answer.status === 204) kept.saved = now;
    const note = form.querySelector<HTMLElement>("[data-draft-kept]");
    if (note) note.hidden = answer.status !== 204 || !body.has("Names");
  } catch {
    // No line: kept with the next letter, and in the open page until then.
  } finally {
    kept.busy = false;
  }
}

const formOf = (event: Event) => (event.target as Element | null)?.closest?.<HTMLFormElement>("form[data-draft]") ?? null;

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = formOf(event);
    if (form) later(form);
  });
}
document.addEventListener("submit", (event) => {
  const pressed = event.target as HTMLFormElement;
  const forms = pressed.getAttribute("action") === "/drafts/throw" ? document.querySelectorAll<HTMLFormElement>("form[data-draft]") : pressed.matches("[data-draft]") ? [pressed] : [];
  for (const form of forms) leave(form);
});

function leave(form: HTMLFormElement): void {
  clearTimeout(of(form).timer);
  // It goes on to another page, which knows what became of it.
  if (form.dataset.live === undefined) all.set(form, { timer: 0, saved: written(form).toString(), busy: false });
}

// What was being kept while it was sent may have come after it: what stands here now is kept, and mostly that is nothing.
document.addEventListener("hearth:done", (event) => {
  const form = formOf(event);
  if (!form) return;
  for (const box of form.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("textarea, input[type=text]"))
    if (box.value === box.defaultValue) box.value = box.defaultValue = ""; // the form is empty again, and not as it was begun
  if (form.nextElementSibling?.matches(".drafted")) form.nextElementSibling.remove();
  of(form).saved = null;
  later(form, 300);
});
addEventListener("pagehide", () => document.querySelectorAll<HTMLFormElement>("form[data-draft]").forEach((form) => all.has(form) && void save(form, true)));
export {};
