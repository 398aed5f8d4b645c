// Messages on this device: asked for with a press and never before. The browser asks once more itself.
import { policy } from "../../client/policy";

const part = document.querySelector<HTMLElement>("[data-push]");
const button = part?.querySelector<HTMLButtonElement>("button[data-ask]");
const status = part?.querySelector<HTMLElement>("[role=status]");
const say = (name: string) => {
  if (status) status.textContent = part?.dataset[name] ?? "";
};

if (part && button && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  part.querySelectorAll<HTMLElement>("[data-script]").forEach((hidden) => (hidden.hidden = false));
  part.querySelectorAll<HTMLElement>("[data-without]").forEach((shown) => (shown.hidden = true));
  button.addEventListener("click", () => void ask(part, button));
}
part?.parentElement?.querySelector<HTMLFormElement>("form[data-forget]")?.addEventListener("submit", () => void forget());

async function ask(here: HTMLElement, pressed: HTMLButtonElement): Promise<void> {
  pressed.disabled = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") return say("denied");
    const registration = await navigator.serviceWorker.register(policy.createScriptURL(""));
    await active(registration);
    const device = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: here.dataset.key });
    const { keys } = device.toJSON();
    const answer = await fetch("/notices/devices", {
      method: "POST", headers: { "X-Hearth": "fetch" },
      body: new URLSearchParams({ Endpoint: device.endpoint, P256dh: keys?.["p256dh"] ?? "", Auth: keys?.["auth"] ?? "" }),
    });
    if (answer.ok) return location.assign("/notices/how?kept=1#devices");
    await forget();
    if (status) status.textContent = ((await answer.json()) as { words: string }).words;
  } catch {
    await forget();
    say("failed");
  } finally {
    pressed.disabled = false;
  }
}

/** A page outside of its reach is not told when it is ready. */
function active(registration: ServiceWorkerRegistration): Promise<void> {
  const coming = registration.installing ?? registration.waiting;
  if (registration.active || !coming) return Promise.resolve();
  return new Promise((done) => coming.addEventListener("statechange", () => coming.state === "activated" && done()));
}

async function forget(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}
