// What the room's scripts share: the page's elements and the one line of words above the stage, in the page's language.

export const byId = <T extends HTMLElement = HTMLElement>(id: string): T | null => document.getElementById(id) as T | null;

/** The part of the page that is this person's alone; its data says what the server knows of them. */
export const you = (): HTMLElement | null => byId("you");

export function words(name: string): string {
  return byId("frame")?.getAttribute(`data-words-${name}`) ?? "";
}

let timer = 0;
let now = "";

/** Puts something that stands on the page before eyes and ears, for as long as it takes to take it in. */
export function read(text: string): void {
  if (text) show("read", text, 10_000);
}

/** Says one thing calmly; the next takes its place. */
export function say(name: string, forMs = 0): void {
  show(name, words(name), forMs);
}

function show(name: string, text: string, forMs: number): void {
  const place = byId("say-room");
  if (!place) return;
  clearTimeout(timer);
  now = name;
  place.textContent = text;
  place.parentElement!.hidden = false;
  if (forMs) timer = window.setTimeout(() => unsay(name), forMs);
}

/** Takes those words back, if they still stand; without a name, whatever stands. */
export function unsay(name = now): void {
  const place = byId("say-room");
  if (!place || now !== name) return;
  now = "";
  place.textContent = "";
  place.parentElement!.hidden = true;
}
