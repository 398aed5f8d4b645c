// A page whose sign-in is locked, or over, covers itself: nothing of it shows, and nothing of it is lost. One touch of the
// passkey, or the password, and it is there again: the same address, the same place, with what was being typed.
// The server hides its pages by itself; this is for those that are open.
import { say } from "./bar";

interface Mark {
  /** Whose page this is. */
  who: string;
  /** Minutes without use after which it locks. */
  idle: number;
}

const mark = ((at) => (at ? ({ who: at.dataset.who!, idle: Number(at.dataset.idle) } satisfies Mark) : null))(document.getElementById("who"));
const channel = "BroadcastChannel" in window ? new BroadcastChannel("page") : null;
const uncovered: (() => void)[] = [];
let covered: { scroll: [number, number]; focus: Element | null; title: string } | null = null;
let used = Date.now();
let told = Date.now();
let looked = Date.now();

/** What waited for the page to be open again. */
export function onUncovered(then: () => void): void {
  uncovered.push(then);
}

/** The server has refused this page something: is it locked, over, or is it only not for this person any more? True: it is covered now. */
export async function coverIfClosed(): Promise<boolean> {
  if (!mark) return false;
  const state = await look();
  if (state === "locked" || state === "over") await cover();
  else if (state === "ours") uncover();
  else if (state === "another") theirs("/today");
  return covered !== null;
}

/** Other pages of this browser are gone as well. */
export function tellHidden(): void {
  channel?.postMessage("hidden");
}

export function watchCover(): void {
  if (channel) channel.onmessage = ({ data }) => {
    if (data === "hidden") {
      document.documentElement.replaceChildren();
      location.replace("/page");
    } else if (mark) {
      if (data === "locked") blank(); // first, then ask
      void coverIfClosed();
    }
  };
  // Signing in is asked for here: what other pages of this browser show may be closed as well.
  const closed = document.querySelector<HTMLElement>("[data-closed]");
  if (closed) channel?.postMessage(closed.dataset.closed);
  if (!mark) return;

  for (const kind of ["keydown", "pointerdown", "input"]) addEventListener(kind, use, { capture: true, passive: true });
  setInterval(() => {
    const alone = Date.now() - used > mark.idle * 60_000;
    if (covered || (alone && Date.now() - looked > 30_000)) void coverIfClosed();
  }, 5_000);
  addEventListener("pageshow", (event) => {
    if (event.persisted) void coverIfClosed();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    if (Date.now() - used > mark.idle * 60_000) blank();
    if (Date.now() - looked > 60_000 || covered) void coverIfClosed();
  });
}

/** Writing is using it, though nothing is sent for a long time. */
function use(): void {
  if (covered) return;
  used = Date.now();
  if (used - told < 4 * 60_000) return;
  told = used;
  void fetch("/sign-in/here", { method: "POST", headers: { "X-Hearth": "fetch" } }).then((answer) => (answer.status === 401 ? coverIfClosed() : undefined)).catch(() => {});
}

type State = "ours" | "another" | "locked" | "over" | "unknown";

async function look(): Promise<State> {
  try {
    const answer = await fetch("/sign-in/state", { cache: "no-store" });
    looked = Date.now();
    if (answer.status === 423) return "locked";
    if (answer.status === 401) return "over";
    if (answer.status !== 204) return "unknown";
    return answer.headers.get("X-Hearth-Who") === mark!.who ? "ours" : "another";
  } catch {
    return "unknown"; // no line: it stays as it is
  }
}

function blank(): void {
  if (covered) return;
  covered = { scroll: [scrollX, scrollY], focus: document.activeElement, title: document.title };
  (document.activeElement as HTMLElement | null)?.blur?.();
  document.documentElement.classList.add("covered");
  document.title = "Page";
}

function uncover(): void {
  if (!covered) return;
  const was = covered;
  covered = null;
  document.getElementById("cover")?.remove();
  document.documentElement.classList.remove("covered");
  document.title = was.title;
  scrollTo({ left: was.scroll[0], top: was.scroll[1], behavior: "instant" });
  (was.focus as HTMLElement | null)?.focus?.({ preventScroll: true });
  used = told = Date.now();
  channel?.postMessage("open");
  uncovered.forEach((then) => then());
}

async function cover(): Promise<void> {
  blank();
  if (document.getElementById("cover")) return;
  try {
    const answer = await fetch("/sign-in?to=" + encodeURIComponent(location.pathname), { headers: { "X-Hearth": "region" }, cache: "no-store" });
    const { parse } = await import("./morph");
    const gate = parse(await answer.text()).querySelector(".gate");
    if (!gate || !covered || document.getElementById("cover")) return;
    const place = document.createElement("div");
    place.id = "cover";
    place.append(document.adoptNode(gate));
    document.body.prepend(place);
    place.addEventListener("submit", (event) => {
      const form = event.target as HTMLFormElement;
      if (event.defaultPrevented || !form.matches('[action^="/sign-in"]')) return; // signing out leads elsewhere, and should
      event.preventDefault();
      void open(form);
    });
    const { offer } = await import("./passkeys");
    offer(place, (form) => void open(form));
    place.querySelector<HTMLElement>("form:not([hidden]) button, h1")?.focus();
  } catch {
    // No line: covered all the same, and asked again in a moment.
  }
}

/** Somebody else is signed in here now: nothing of this page is theirs. */
function theirs(place: string): void {
  document.documentElement.replaceChildren();
  location.replace(place);
}

/** Signs in without leaving the page. Somebody else who signs in here gets a page of their own, and nothing of this one. */
async function open(form: HTMLFormElement): Promise<void> {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") said.append(name, value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: said, headers: { "X-Hearth": "fetch" } });
    form.querySelector("button")?.removeAttribute("aria-disabled");
    if (answer.status === 204) {
      return (await look()) === "ours" ? uncover() : theirs(answer.headers.get("X-Hearth-Location") ?? "/today");
    }
    const { words } = answer.status === 422 ? ((await answer.json()) as { words: string }) : { words: "" };
    let place = form.querySelector<HTMLElement>(".err[role=alert]");
    if (!place) {
      place = document.createElement("p");
      place.className = "err";
      place.setAttribute("role", "alert");
      form.append(place);
    }
    place.textContent = words;
    form.querySelector<HTMLInputElement>("input[type=password]")?.focus();
    if (!words) say("failed", true, 8000);
  } catch {
    form.querySelector("button")?.removeAttribute("aria-disabled");
    say("offline");
  }
}
