// Single keys, while nobody is typing. Each does what a button of the page does, and all can be switched off under More.
import type { RoomSound } from "./sound";
import { byId, read } from "./words";

export class RoomKeys {
  constructor(
    private readonly frame: HTMLElement,
    private readonly sound: RoomSound,
  ) {
    document.addEventListener("keydown", (event) => this.down(event));
    document.addEventListener("keyup", (event) => {
      if (event.key === " ") void this.sound.hold(false);
    });
    addEventListener("blur", () => void this.sound.hold(false));
    // Arrow keys between the tabs, as everywhere.
    frame.addEventListener("keydown", (event) => {
      const tab = (event.target as HTMLElement).closest<HTMLElement>("[role=tab]");
      if (!tab || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const tabs = Array.from(document.querySelectorAll<HTMLElement>("#tabs [role=tab]"));
      const next = tabs[(tabs.indexOf(tab) + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
      next?.click();
      next?.focus();
    });
  }

  private down(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "F6") {
      event.preventDefault();
      return this.nextRegion();
    }
    const target = event.target as HTMLElement;
    if (byId<HTMLInputElement>("keys-on")?.checked === false || target.closest("input, textarea, select, dialog[open]")) return;
    if (!byId("stage")) return;
    if (event.key === " ") {
      if (target.closest("button, a, summary")) return;
      event.preventDefault();
      if (!event.repeat) void this.sound.hold(true);
      return;
    }
    if (event.repeat) return;
    const act = this.acts(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** What the key does for this person: the fields under More say which are theirs. */
  private acts(event: KeyboardEvent): (() => void) | null {
    if (event.key === "?") return press("[data-opens=more]");
    const key = event.key.toUpperCase();
    const field = Array.from(document.querySelectorAll<HTMLInputElement>("#keys [data-act]")).find((f) => f.value.toUpperCase() === key && (f.dataset.shift !== undefined) === event.shiftKey);
    switch (field?.dataset.act) {
      case "Microphone":
        return () => void this.sound.toggleMic();
      case "Camera":
        return () => void this.sound.toggleCamera();
      case "Hand":
        return press("#hand");
      case "Pass":
        return press("#pass");
      case "Listen":
        return press("#listen");
      case "Chat":
        return press("#words");
      case "Agenda":
        return () => {
          this.frame.dataset.side = "open";
          byId("tab-agenda")?.click();
          byId("tab-agenda")?.focus();
        };
      case "WhoIsHere":
        return () => read(listOf(".r-side .ring li[data-seat]"));
      case "TimeLeft":
        return () => read(textOf(".r-now"));
      case "HardMoment":
        return press("[data-opens=hard]");
      case "NextStep":
        return press("#next-step");
      case "FiveMore":
        return press("#five-more");
      case "InviteFirst":
        return press("[data-invite]");
      case "Balance":
        return () => read(listOf("[data-voice]"));
      case "Note":
        return press("#note");
      default:
        return null;
    }
  }

  private nextRegion(): void {
    const regions = [".agenda", "#main", ".r-lead", ".words", "#controls"].map((s) => document.querySelector<HTMLElement>(s)).filter((r): r is HTMLElement => !!r && r.offsetParent !== null);
    const at = regions.findIndex((r) => r.contains(document.activeElement));
    const next = regions[(at + 1) % regions.length];
    if (!next) return;
    if (next.tabIndex < 0) next.tabIndex = -1;
    next.focus();
  }
}

const press = (selector: string): (() => void) | null => {
  const found = document.querySelector<HTMLElement>(selector);
  return found ? () => found.click() : null;
};

/** As it reads, for those who cannot see it at once: names with what stands beside them. */
const listOf = (selector: string): string => Array.from(document.querySelectorAll<HTMLElement>(selector), (item) => item.dataset.voice ?? `${item.dataset.label}${item.querySelector(".vh")?.textContent ?? ""}`).join(". ");

const textOf = (selector: string): string => document.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
