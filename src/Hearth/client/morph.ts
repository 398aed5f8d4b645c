// HTML that the server rendered takes the place of what is there, node by node. Focus, selection, what is being typed, open
// details and playing media survive; an element with data-keep is left alone altogether.
import { Idiomorph } from "idiomorph";
import { policy } from "./policy";

export function parse(html: string): Document {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html");
}

export function morph(old: Element, fresh: Element): void {
  const keepPlace = placeOf(document.activeElement);
  Idiomorph.morph(old, fresh, {
    morphStyle: "outerHTML",
    callbacks: {
      beforeNodeMorphed: (node: Node, next: Node) => {
        if (!(node instanceof HTMLElement)) return true;
        return node.dataset.keep === undefined && !isTouched(node) && !(node instanceof HTMLMediaElement && next instanceof HTMLMediaElement);
      },
      beforeNodeRemoved: (node: Node) => !(node instanceof HTMLElement && node.dataset.keep !== undefined),
      beforeAttributeUpdated: (name: string, element: Element) => !(name === "open" && (element instanceof HTMLDetailsElement || element instanceof HTMLDialogElement)) && !(name === "data-sending" || name === "data-mark") && !(name === "tabindex" && element === document.activeElement),
    },
  });
  keepPlace();
}

/**
 * Whoever was on something that is gone now does not start again from the top of the page: they stand at the heading of the part
 * they were in, or of the nearest around it that is still there. Never on the next button: the same key once more would press it.
 */
function placeOf(was: Element | null): () => void {
  const around: Element[] = [];
  for (let part = was?.parentElement; part && part !== document.body; part = part.parentElement) if (part.matches("section, aside, main, footer, dialog, [popover]")) around.push(part);
  return () => {
    const now = document.activeElement;
    if (!was || was === document.body || (now === was ? was.checkVisibility() : now !== document.body)) return;
    const part = around.find((p) => p.isConnected && p.checkVisibility()) ?? document.querySelector("main");
    const heading = document.getElementById(part?.getAttribute("aria-labelledby") ?? "") ?? part?.querySelector<HTMLElement>(":scope > h1");
    const place = heading?.checkVisibility() ? heading : (part as HTMLElement | null);
    if (!place) return;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus();
  };
}

/** Somebody has typed or chosen something here that was not sent yet. */
function isTouched(node: HTMLElement): boolean {
  if (node instanceof HTMLTextAreaElement) return node.value !== node.defaultValue;
  if (node instanceof HTMLInputElement) return node.type === "checkbox" || node.type === "radio" ? node.checked !== node.defaultChecked : node.type !== "hidden" && node.value !== node.defaultValue;
  if (node instanceof HTMLSelectElement) {
    const chosen = Array.from(node.options);
    return chosen.some((option) => option.defaultSelected) && chosen.some((option) => option.selected !== option.defaultSelected);
  }
  return false;
}
