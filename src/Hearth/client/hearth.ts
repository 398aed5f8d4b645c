// On every page, and small: what is live is loaded only where something is to be heard.
import { say } from "./bar";
import { watchForHiding } from "./exit";
import { watchForms } from "./forms";

watchForHiding();
watchForms();

say("offline", !navigator.onLine);
addEventListener("offline", () => say("offline"));
addEventListener("online", () => say("offline", false));

// The menu behind the pebble closes when one looks elsewhere.
document.addEventListener("click", (event) => {
  const menu = document.querySelector<HTMLDetailsElement>("details.you[open]");
  if (menu && !menu.contains(event.target as Node)) menu.open = false;
});

if (document.querySelector("[data-stream]")) void import("./fragments");
