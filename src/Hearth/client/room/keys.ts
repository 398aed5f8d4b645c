// Single keys, while nobody is typing. Each does what a button of the page does, and all can be switched off under More.
import type { RoomSound } from "./sound";
import { byId } from "./words";

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

  private acts(event: KeyboardEvent): (() => void) | null {
    const press = (selector: string) => {
      const found = document.querySelector<HTMLElement>(selector);
      return found ? () => found.click() : null;
    };
    if (event.key === "?") return press("[data-opens=more]");
    if (event.key === "H" && event.shiftKey) return press("[data-opens=hard]");
    if (event.shiftKey) return null;
    switch (event.key.toLowerCase()) {
      case "m":
        return () => void this.sound.toggleMic();
      case "v":
        return () => void this.sound.toggleCamera();
      case "h":
        return press("#hand");
      case "p":
        return press("#pass");
      case "l":
        return press("#listen");
      case "c":
        return press("#words");
      case "a":
        return () => {
          this.frame.dataset.side = "open";
          byId("tab-agenda")?.click();
          byId("tab-agenda")?.focus();
        };
      case "n":
        return press("#next-step");
      case "e":
        return press("#five-more");
      case "i":
        return press("[data-invite]");
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
