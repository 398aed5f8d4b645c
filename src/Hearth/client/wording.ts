// Below a box, after a pause in typing: what many would say in another way. The same table as the server's, read in the same way
// (Wording/Rules/WordingRule.cs). An offer: it can be taken or left, and holds nothing up.
import table from "../Wording/wording.json";

const pause = 1500;
const entries = table.map(({ said, instead }) => ({ said: new RegExp(`(?<![\\p{L}\\p{N}/_-])(?:${said})(?![\\p{L}\\p{N}])`, "giu"), instead }));
const timers = new WeakMap<HTMLTextAreaElement, number>();
const left = new WeakMap<HTMLElement, Set<string>>();

const isQuote = (line: string) => line.trimStart().startsWith(">");

function cased(found: string, said: RegExp, instead: string): string {
  const words = found.replace(new RegExp(said.source, "iu"), instead);
  return found[0] !== found[0]!.toLowerCase() ? words[0]!.toUpperCase() + words.slice(1) : words;
}

function look(box: HTMLTextAreaElement, place: HTMLElement): void {
  let rest = box.value.split("\n").filter((line) => !isQuote(line)).join("\n");
  const offers: HTMLElement[] = [];
  for (const { said, instead } of entries) {
    const found = rest.match(said)?.[0];
    if (found === undefined) continue;
    rest = rest.replace(said, "\n");
    if (!left.get(place)?.has(found.toLowerCase())) offers.push(offer(box, place, said, found, instead));
  }
  const shown = offers.slice(0, 2);
  // Said again only when it is another one.
  if (shown.map((o) => o.dataset.found).join() !== Array.from(place.children, (o) => (o as HTMLElement).dataset.found).join()) place.replaceChildren(...shown);
}

function offer(box: HTMLTextAreaElement, place: HTMLElement, said: RegExp, found: string, instead: string): HTMLElement {
  const line = document.createElement("p");
  line.dataset.found = found.toLowerCase();
  const words = document.createElement("span");
  words.textContent = place.dataset.says!.replace("{0}", found).replace("{1}", cased(found, said, instead));
  line.append(words, button(place.dataset.take!, () => {
    box.value = box.value.split("\n").map((l) => (isQuote(l) ? l : l.replace(said, (each) => cased(each, said, instead)))).join("\n");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    look(box, place);
    box.focus();
  }), button(place.dataset.leave!, () => {
    left.set(place, (left.get(place) ?? new Set()).add(found.toLowerCase()));
    look(box, place);
    box.focus();
  }));
  return line;
}

function button(words: string, press: () => void): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn plain dense";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

// What was begun earlier stands there already.
for (const place of document.querySelectorAll<HTMLElement>("[data-wording]")) {
  const box = place.closest("form")?.querySelector("textarea");
  if (box?.value) look(box, place);
}
document.addEventListener("input", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLTextAreaElement)) return;
  const place = box.form?.querySelector<HTMLElement>("[data-wording]");
  if (!place) return;
  clearTimeout(timers.get(box));
  timers.set(box, window.setTimeout(() => look(box, place), pause));
});
document.addEventListener("hearth:done", (event) => (event.target as Element).querySelector?.("[data-wording]")?.replaceChildren());
