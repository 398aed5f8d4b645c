// Forms work without this. With it: no double posts; forms with data-live go by fetch and the page stays; what could not be
// sent is kept and goes out when the line is back; the first thing that needs another look gets the focus.
import { say } from "./bar";
import { coverIfClosed, onUncovered } from "./cover";

interface Refused {
  words: string;
  fields: Record<string, string>;
}

/** Forms whose words wait for the line, with what was sent. The last word of a form counts. */
const waiting = new Map<HTMLFormElement, Sending>();
interface Sending {
  url: string;
  /** A form with a file goes as it is; the others as names and values. */
  body: URLSearchParams | FormData;
  /** One press, however often it is sent: whoever took it and could not say so any more does not do it twice. */
  press: string;
  /** What stood in the fields then. */
  said: string;
}

/** What is being sent. A second press of the same is one too many; another answer, or another person's row, is not. */
const underWay = new Map<HTMLFormElement, Sending>();

const isSame = (one: Sending, other?: Sending) => one.url === other?.url && plain(one.body) === plain(other.body);
const plain = (body: URLSearchParams | FormData) => Array.from(body, ([name, value]) => `${name}=${typeof value === "string" ? value : `${value.name} ${value.size}`}`).join("&");

export function watchForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (form.dataset.live === undefined) {
      if (form.dataset.sending !== undefined) return event.preventDefault();
      form.dataset.sending = ""; // a page load takes it away again, or some seconds if none came
      setTimeout(() => delete form.dataset.sending, 8000);
      return;
    }
    event.preventDefault();
    const sending = { url: button?.getAttribute("formaction") ?? form.action, body: form.enctype === "multipart/form-data" ? new FormData(form, button) : fields(form, button), press: crypto.randomUUID(), said: fields(form).toString() };
    if (!isSame(sending, underWay.get(form))) void send(form, sending);
  });
  addEventListener("online", retry);
  onUncovered(retry);
  addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-sending]").forEach((form) => delete form.dataset.sending));
  addEventListener("beforeunload", (event) => {
    if (waiting.size > 0) event.preventDefault(); // the browser asks before words are lost
  });
  (document.querySelector<HTMLElement>("main [aria-invalid=true]") ?? document.getElementById("refusal"))?.focus();
}

function fields(form: HTMLFormElement, button: HTMLButtonElement | null = null): URLSearchParams {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) if (typeof value === "string") said.append(name, value);
  return said;
}

async function send(form: HTMLFormElement, sending: Sending): Promise<void> {
  underWay.set(form, sending);
  try {
    const answer = await fetch(sending.url, { method: "POST", body: sending.body, headers: { "X-Hearth": "fetch", "X-Hearth-Press": sending.press } });
    if (isAway(answer.status)) return keep(form, sending);
    const kept = waiting.delete(form);
    if (waiting.size === 0) say("kept", false);
    say("failed", false);
    if (answer.status === 204) {
      if (kept) say("sent", true, 4000);
      clear(form);
      const to = answer.headers.get("X-Hearth-Location");
      if (form.dataset.go !== undefined && to) location.assign(to);
      else if (form.dataset.stay === undefined && fields(form).toString() === sending.said) form.reset(); // what was typed since stays
      form.dispatchEvent(new CustomEvent("hearth:done", { bubbles: true }));
    } else if (answer.status === 422) {
      refuse(form, (await answer.json()) as Refused);
    } else if (answer.redirected || answer.status === 401) {
      if (!(await coverIfClosed())) return say("out");
      waiting.set(form, sending); // goes out when they are back
      say("kept");
    } else {
      say("failed", true, 8000);
    }
  } catch {
    keep(form, sending);
  } finally {
    if (underWay.get(form) === sending) underWay.delete(form);
  }
}

/** The server, or what it stores in, is not there just now; whoever stands before it says so in its place. */
const isAway = (status: number) => status === 502 || status === 503 || status === 504;

function keep(form: HTMLFormElement, sending: Sending): void {
  waiting.set(form, sending);
  say("kept");
  setTimeout(retry, 3000 + Math.random() * 3000);
}

function retry(): void {
  for (const [form, sending] of waiting) if (!underWay.has(form)) void send(form, sending);
}

/** The words of a refusal, in place: what was typed stays as it is. */
function refuse(form: HTMLFormElement, refused: Refused): void {
  clear(form);
  let first: HTMLElement | null = null;
  let unplaced = true;
  for (const [name, words] of Object.entries(refused.fields)) {
    const field = form.elements.namedItem(name);
    const input = field instanceof RadioNodeList ? (field[0] as HTMLElement | undefined) : (field as HTMLElement | null);
    if (!input) continue;
    unplaced = false;
    first ??= input;
    input.setAttribute("aria-invalid", "true");
    const place = input.closest(".field") ?? input.parentElement!;
    const message = err(words);
    message.id = `${input.id || name}-e`;
    place.append(message);
    const described = input.getAttribute("aria-describedby");
    if (described) input.dataset.described = described;
    input.setAttribute("aria-describedby", [described, message.id].filter(Boolean).join(" "));
  }
  if (unplaced) {
    const message = err(refused.words);
    message.setAttribute("role", "alert");
    form.append(message);
  }
  first?.focus();
}

function err(words: string): HTMLElement {
  const message = document.createElement("p");
  message.className = "err";
  message.dataset.refusal = "";
  message.textContent = words;
  return message;
}

function clear(form: HTMLFormElement): void {
  form.querySelectorAll("[data-refusal]").forEach((message) => message.remove());
  form.querySelectorAll<HTMLElement>("[aria-invalid]").forEach((input) => {
    input.removeAttribute("aria-invalid");
    if (input.dataset.described) input.setAttribute("aria-describedby", input.dataset.described);
    else input.removeAttribute("aria-describedby");
    delete input.dataset.described;
  });
}
