// On every page, and small: what is live is loaded only where something is to be heard.
import { say } from "./bar";
import { watchCover } from "./cover";
import { watchForHiding } from "./exit";
import { watchForms } from "./forms";

watchForHiding();
watchForms();
watchCover();

say("offline", !navigator.onLine);
addEventListener("offline", () => say("offline"));
addEventListener("online", () => say("offline", false));

// Menus (behind the pebble, over a control of the room) close when one looks elsewhere, and on Escape, which leads back to what opened them.
const menus = () => document.querySelectorAll<HTMLDetailsElement>("details:is(.you, .pop)[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target as Node)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    menu.open = false;
  }
});

if (document.querySelector("form[data-draft]")) void import("./drafts");
if (document.querySelector("[data-names]")) void import("./mentions");
if (document.querySelector("[data-wording]")) void import("./wording");
if (document.querySelector("[data-stream]")) void import("./fragments");
if (document.querySelector("form[data-passkey]")) void import("./passkeys").then(({ offer }) => offer(document));
