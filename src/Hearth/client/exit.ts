// Hide page. The form alone does the same on the server; with this the page is gone in the same frame, and Back does not return to it.
import { say } from "./bar";
import { tellHidden } from "./cover";

function leave(form: HTMLFormElement): void {
  document.documentElement.replaceChildren(); // first: nothing left to see or hear
  document.title = "Kitchen measures";
  tellHidden();
  // Ends the session, and leaves a room quietly. Goes on while this page is already another.
  void fetch(form.action, { method: "POST", keepalive: true, headers: { "X-Hearth": "fetch" } }).catch(() => {});
  // What shows messages goes with it, and where this browser is reached.
  void navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((one) => void one.unregister()));
  try {
    sessionStorage.clear();
    localStorage.clear();
  } catch {
    // Storage may be blocked; then there is nothing in it.
  }
  location.replace("/page");
}

export function watchForHiding(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("form[data-hide]")) return;
    event.preventDefault();
    leave(form);
  });

  const soon = 1500; // ms from one press to the next
  let presses = 0;
  let last = 0;
  let timer = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = 0;
      return;
    }
    const form = document.querySelector<HTMLFormElement>("form[data-hide]");
    if (!form || document.querySelector("dialog[open]")) return; // Escape closes a dialog first
    // When the key went down, and not when a busy device gets to it.
    presses = event.timeStamp - last > soon ? 1 : presses + 1;
    last = event.timeStamp;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      say("once", false);
      say("twice", false);
    }, soon);
    if (presses >= 3) return leave(form);
    say("twice", presses === 1);
    say("once", presses === 2);
  });
}
