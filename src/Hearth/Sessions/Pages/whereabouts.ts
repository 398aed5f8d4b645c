// Where somebody is, in place: the leader's page stays, and what was shown goes with the next press.
import { parse } from "../../client/morph";

document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("[data-whereabouts] a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const answer = link.parentElement?.querySelector<HTMLElement>("[data-whereabouts-answer]");
  if (!answer) return;
  event.preventDefault();
  if (answer.hidden) void show(link, answer);
  else hide(link, answer);
});

// A menu that closes takes it along: the next look is a press again, and recorded again.
document.addEventListener("toggle", (event) => {
  if ((event as ToggleEvent).newState !== "closed") return;
  (event.target as Element).querySelectorAll<HTMLElement>("[data-whereabouts-answer]:not([hidden])").forEach((answer) => hide(answer.parentElement!.querySelector("a")!, answer));
}, true);

function hide(link: HTMLAnchorElement, answer: HTMLElement): void {
  answer.hidden = true;
  answer.replaceChildren();
  link.setAttribute("aria-expanded", "false");
}

async function show(link: HTMLAnchorElement, answer: HTMLElement): Promise<void> {
  const page = await fetch(link.href).catch(() => null);
  const found = page?.ok ? parse(await page.text()).getElementById("whereabouts") : null;
  if (!found) return void window.open(link.href, "_blank", "noopener");
  if (link.matches("[popover]:not(:popover-open) a")) return; // closed meanwhile
  found.removeAttribute("id");
  answer.replaceChildren(document.importNode(found, true));
  answer.hidden = false;
  link.setAttribute("aria-expanded", "true");
}
