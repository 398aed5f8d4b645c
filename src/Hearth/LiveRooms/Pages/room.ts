// The live room's page: from the door to the end without navigating. The server says what is so (fragments); this script brings
// microphone, camera, pictures and voices to it, and finds its way back when the line breaks.
import { line } from "../../client/fragments";
import { RoomKeys } from "../../client/room/keys";
import { RoomSound } from "../../client/room/sound";
import { RoomStage } from "../../client/room/stage";
import { byId, say, you } from "../../client/room/words";
import "../../Sessions/Pages/whereabouts"; // beside each person that a leader may act for

class RoomPage {
  private readonly stage = new RoomStage();
  private readonly sound: RoomSound;
  private standing = "";
  private onBreak = false;
  private lastWords = "";

  constructor(private readonly frame: HTMLElement) {
    this.sound = new RoomSound(this.stage);
    new RoomKeys(frame, this.sound);
    this.lastWords = this.newestWords;
    line.onState((up) => (up ? void this.enter() : this.sound.lost()));
    line.onFact("standing", () => void line.refresh());
    line.onFact("response", (data) => this.stage.respond(data as { seat: string; response: string }));
    document.addEventListener("hearth:fragment", () => this.settle());
    document.addEventListener("hearth:region", () => this.settle());
    frame.addEventListener("click", (event) => this.pressed(event));
    frame.addEventListener("hearth:done", (event) => {
      const form = event.target as HTMLFormElement;
      if (form.dataset.closes !== undefined) form.closest("dialog")?.close();
      const pop = form.closest<HTMLDetailsElement>("details.pop");
      if (pop?.contains(document.activeElement)) pop.querySelector("summary")?.focus();
      if (pop) pop.open = false;
      form.closest<HTMLElement>(":popover-open")?.hidePopover();
    });
    frame.addEventListener("input", (event) => this.typed(event));
    frame.addEventListener("hearth:done", (event) => (event.target as HTMLElement).removeAttribute("data-keep"));
    if (line.up) void this.enter();
    this.settle();
  }

  /** Says on each new line which room this page is in; from then on the server keeps this person "here". */
  private async enter(): Promise<void> {
    // Whoever left stays out until they say otherwise, however often the line comes and goes.
    if (you()?.dataset.standing === "Left") return;
    try {
      const answer = (await line.frame("room", { session: this.frame.dataset.session })) as { standing?: string; refused?: string };
      if (answer.standing && answer.standing !== you()?.dataset.standing) await line.refresh();
      await this.sound.up();
      this.settle();
    } catch {
      // The line broke again: told when it is back. It is up, and the server could not answer: asked again.
      if (line.up) setTimeout(() => void this.enter(), 2000 + Math.random() * 3000);
    }
  }

  /** Brings everything that this browser does in line with what the page says now. */
  private settle(): void {
    const me = you();
    if (!me) return;
    const leading = !!byId("leading");
    const inside = !!byId("stage");
    this.frame.classList.toggle("fac", leading);
    if (inside && !leading) this.frame.dataset.theme = "dark";
    else delete this.frame.dataset.theme;
    this.frame.dataset.react = me.dataset.react;
    this.frame.dataset.write = me.dataset.write;
    const standing = me.dataset.standing ?? "";
    if (this.standing !== standing && (standing === "Inside") === inside) {
      // Opening the page, and coming to the door by it, move nobody: they may be on their way through it already.
      const opening = this.standing === "" || (this.standing === "Away" && standing === "Waiting");
      // Whoever comes back by the button is in the room again with this page too.
      if (this.standing === "Left") void this.enter();
      this.standing = standing;
      if (!inside) this.frame.querySelectorAll<HTMLDialogElement>("dialog[open]").forEach((d) => d.close());
      if (!opening) (byId("door-words")?.querySelector("h1") ?? byId("main"))?.focus({ preventScroll: true });
    }
    const onBreak = me.dataset.onBreak !== undefined;
    if (onBreak !== this.onBreak) {
      this.onBreak = onBreak;
      if (onBreak) void this.sound.silence();
      else if (inside) {
        byId<HTMLDialogElement>("darkness")?.close();
        if (document.activeElement === document.body) byId("main")?.focus({ preventScroll: true }); // what opened it is gone with the break
        this.stage.chime();
        say("go-on", 12_000);
      }
    }
    // A place is taken (and given back) as soon as it is known, while the room itself is still being read.
    this.sound.settle(standing === "Inside" ? (me.dataset.seat ?? "") : "");
    this.stage.paint();
    this.noteWords();
  }

  private pressed(event: MouseEvent): void {
    const target = event.target as HTMLElement;
    const opener = target.closest<HTMLElement>("[data-opens]");
    // At the door there is nothing to ask: going away is a plain link.
    if (opener?.dataset.opens === "leaving" && !byId("stage")) return;
    if (opener) {
      event.preventDefault();
      byId<HTMLDialogElement>(opener.dataset.opens!)?.showModal();
      if (opener.dataset.opens === "more") void this.sound.list();
    } else if (target.closest("[data-close]")) target.closest("dialog")?.close();
    else if (target.closest("#dark")) byId<HTMLDialogElement>("darkness")?.showModal();
    else if (target.closest("#words")) this.showWords(true);
    else if (target.closest("#close-side")) this.showWords(false);
    else if (target.closest("[data-panel]:not(#frame)")) this.choosePanel(target.closest<HTMLElement>("[data-panel]")!.dataset.panel!);
  }

  showWords(open: boolean): void {
    if (open) {
      this.choosePanel("chat");
      this.frame.dataset.side = "open";
      byId("say")?.focus();
    } else {
      delete this.frame.dataset.side;
      byId("words")?.focus();
    }
    byId("words")?.setAttribute("aria-expanded", String(open));
    this.noteWords();
  }

  private choosePanel(panel: string): void {
    this.frame.dataset.panel = panel;
    document.querySelectorAll<HTMLElement>("#tabs [role=tab]").forEach((tab) => {
      const on = tab.dataset.panel === panel;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    });
    this.noteWords();
  }

  /** A turn that is being written stays, whatever arrives meanwhile. */
  private typed(event: Event): void {
    const form = (event.target as HTMLElement).closest<HTMLElement>("form.write");
    if (form && event.target instanceof HTMLTextAreaElement) form.toggleAttribute("data-keep", event.target.value !== "");
  }

  private get newestWords(): string {
    return document.querySelector(".msgs li[id]:last-child")?.id ?? "";
  }

  /** New lines are in view where the chat is open, and a dot where it is not. */
  private noteWords(): void {
    const newest = this.newestWords;
    const scroll = byId("msgs-scroll");
    const shown = !!scroll && scroll.offsetParent !== null;
    const dot = document.querySelector<HTMLElement>("#words .new");
    if (shown && newest !== this.lastWords) {
      this.lastWords = newest;
      scroll.scrollTop = scroll.scrollHeight;
    }
    if (dot) dot.hidden = shown || newest === this.lastWords || newest === "";
  }
}

const frame = byId("frame");
if (frame) new RoomPage(frame);
