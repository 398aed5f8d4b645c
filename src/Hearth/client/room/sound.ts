// Microphone, camera, voices and pictures of one person in the room: the seat at the media server, taken through the page's own line.
import { keepDevices, takeDevices, type Chosen } from "../devices";
import { line } from "../fragments";
import { MediaRoom, type Kind, type MediaState, type Transport } from "../media";
import type { RoomStage } from "./stage";
import { byId, say, unsay, words, you } from "./words";

/** What somebody has chosen for themselves is not undone by a slip of the finger: the choice itself is put before them. */
function chooseFirst(why: string): void {
  byId<HTMLDialogElement>("comfort")?.showModal();
  say(why, 8000);
}

/** The page's line to its seat. Claimed anew on every new line; the seat waits a minute. */
class SeatLine implements Transport {
  onframe: ((frame: unknown) => void) | null = null;
  onstate: ((open: boolean) => void) | null = null;
  open = false;
  private ended = false;

  async claim(): Promise<void> {
    for (let wait = 500; !this.ended && !this.open && line.up; wait = Math.min(4000, wait * 2)) {
      try {
        const answer = (await line.frame("media-open", {})) as { seat?: string; refused?: string };
        if (this.ended) return;
        if (answer.seat) {
          this.open = true;
          this.onstate?.(true);
          return;
        }
      } catch {
        return; // the line broke: claimed on the next one
      }
      await new Promise((done) => setTimeout(done, wait + Math.random() * 250));
    }
  }

  send(frame: object): void {
    if (this.open) void line.frame("media", frame).catch(() => {});
  }

  lost(): void {
    if (!this.open) return;
    this.open = false;
    this.onstate?.(false);
  }

  end(): void {
    this.ended = true;
    this.open = false;
  }
}

export class RoomSound {
  private media: MediaRoom | null = null;
  private seatLine: SeatLine | null = null;
  private seat = "";
  private readonly chosen: Chosen = takeDevices();
  private held = false;
  private wasWeak = false;
  private away = 0;

  constructor(private readonly stage: RoomStage) {
    line.on("media", (frame) => this.seatLine?.onframe?.(frame));
    line.on("media-end", () => {
      this.seatLine?.lost();
      void this.seatLine?.claim();
    });
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.list());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void this.lookedAtAgain());
    document.addEventListener("click", (event) => this.pressed(event.target as HTMLElement));
    document.addEventListener("change", (event) => void this.picked(event.target as HTMLSelectElement));
  }

  get micOn(): boolean {
    return this.media?.micOn ?? false;
  }

  /** A new line to the server: the same seat is claimed through it. */
  async up(): Promise<void> {
    await this.seatLine?.claim();
  }

  lost(): void {
    this.seatLine?.lost();
  }

  /** The seat this person has now, or none. Another one than before (back from the door) is another place at the media server. */
  settle(seat: string): void {
    const me = you();
    if (seat !== this.seat) {
      this.leave();
      this.seat = seat;
      if (seat) void this.take(seat);
    }
    if (!this.media || !me) return;
    if (me.dataset.muted !== undefined && this.media.micOn) void this.setMic(false);
    if (me.dataset.cameraTaken !== undefined && this.media.cameraOn) void this.setCamera(false);
    if (me.dataset.speak === "NotNow" && this.media.micOn) void this.setMic(false);
    if (me.dataset.beSeen === "NotNow" && this.media.cameraOn) void this.setCamera(false);
    this.media.receive(me.dataset.watch === "NotNow" ? [] : null);
    if (me.dataset.listening !== undefined && me.dataset.leads === undefined && this.media.micOn) void this.setMic(false);
    this.show();
  }

  /** A break: nothing is sent and nothing looks or listens, whatever the server holds besides. */
  async silence(): Promise<void> {
    await this.setMic(false);
    await this.setCamera(false);
    await this.media?.justListen();
    this.show();
  }

  async setMic(on: boolean): Promise<void> {
    if (!this.media) return;
    if (on && you()?.dataset.muted !== undefined) return say("muted", 8000);
    if (on && you()?.dataset.speak === "NotNow") return chooseFirst("not-speaking");
    try {
      await this.media.setMic(on);
    } catch {
      await this.media.setMic(false).catch(() => {});
      say("no-mic", 12_000);
    }
    this.show();
  }

  async setCamera(on: boolean): Promise<void> {
    if (!this.media) return;
    if (on && you()?.dataset.cameraTaken !== undefined) return say("camera-taken", 8000);
    if (on && this.chosen.voicesOnly) await this.voicesOnly(false);
    if (on && you()?.dataset.beSeen === "NotNow") return chooseFirst("not-seen");
    try {
      await this.media.setCamera(on);
    } catch {
      await this.media.setCamera(false).catch(() => {});
      say("no-camera", 12_000);
    }
    this.show();
  }

  toggleMic = () => this.setMic(!this.media?.micOn);
  toggleCamera = () => this.setCamera(!this.media?.cameraOn);

  /** Held down to speak, for as long as it is held. */
  async hold(on: boolean): Promise<void> {
    if (on === this.held || (on && this.micOn)) return;
    this.held = on;
    await this.setMic(on);
  }

  /** The devices to choose from, under More. */
  async list(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const fill = (id: string, kind: MediaDeviceKind, now: string | undefined) => {
      const found = all.filter((d) => d.kind === kind && d.deviceId);
      byId(id)?.replaceChildren(...found.map((d, i) => new Option(d.label || words("unnamed").replace("{0}", String(i + 1)), d.deviceId, false, d.deviceId === now)));
      return found.length;
    };
    fill("use-camera", "videoinput", this.chosen.camera);
    fill("use-mic", "audioinput", this.chosen.mic);
    const speakers = "setSinkId" in HTMLMediaElement.prototype ? fill("use-speaker", "audiooutput", this.chosen.speaker ?? "default") : 0;
    const row = byId("speakers");
    if (row) row.hidden = speakers < 2;
  }

  private async take(seat: string): Promise<void> {
    // As it was, for somebody who comes back to the same seat; else as they chose at the mirror. Nobody's microphone opens by
    // itself but a leader's, who is about to greet. Read now: from here on what is shown is what is kept.
    const before = this.chosen.seat === seat ? { ...this.chosen } : null;
    const transport = (this.seatLine = new SeatLine());
    const media = (this.media = new MediaRoom(
      transport,
      {
        onState: (state, why) => this.changed(state, why),
        onTrack: () => this.stage.paint(),
        onTrackGone: () => this.stage.paint(),
        onFeeds: () => this.stage.paint(),
        onTalking: (who, on) => this.stage.talks(who, on),
        onMuted: (muted) => {
          if (muted.audio && media.micOn) void this.setMic(false);
          if (muted.video && media.cameraOn) void this.setCamera(false);
        },
        onPlayBlocked: () => this.hear(false),
        onDeviceLost: (kind) => this.unplugged(kind),
      },
      { audioInto: document.body },
    ));
    this.stage.from(media);
    if (this.chosen.voicesOnly) media.voicesOnly(true);
    if (this.chosen.speaker) void media.useSpeaker(this.chosen.speaker).catch(() => {});
    if (this.chosen.camera) await media.useCamera(this.chosen.camera).catch(() => {});
    if (this.chosen.mic) await media.useMic(this.chosen.mic).catch(() => {});
    void transport.claim();
    const me = you();
    if (this.media !== media || !me) return;
    const onBreak = me.dataset.onBreak !== undefined;
    if (!onBreak && (before ? before.micOn : me.dataset.leads !== undefined)) await this.setMic(true);
    if (!onBreak && !this.chosen.voicesOnly && (before ? before.cameraOn : me.dataset.takingPart === "Camera")) await this.setCamera(true);
    this.show();
  }

  /** A phone that had other things to do stops sound and takes devices away; what was on is on again, and nothing else is. */
  private async lookedAtAgain(): Promise<void> {
    await this.media?.play().catch(() => this.hear(false));
    await this.media?.revive().catch(() => {});
    this.show();
  }

  private async voicesOnly(on: boolean): Promise<void> {
    this.chosen.voicesOnly = on;
    this.offerVoices(false);
    unsay("weak");
    if (on) await this.setCamera(false);
    this.media?.voicesOnly(on);
    this.show();
  }

  private offerVoices(on: boolean): void {
    const offer = byId("offer-voices");
    if (!offer || offer.hidden === !on) return;
    if (!on && document.activeElement === offer) byId("main")?.focus({ preventScroll: true });
    offer.hidden = !on;
    if (on && offer.parentElement!.hidden) say("coming-back");
  }

  private leave(): void {
    this.media?.leave();
    this.seatLine?.end();
    this.media = null;
    this.seatLine = null;
    this.stage.from(null);
    unsay();
  }

  private changed(state: MediaState, why: string): void {
    // While the page's own line is down the bar says it for both.
    clearTimeout(this.away);
    // A way that needs less is offered once it has taken long, and not pressed on anybody.
    if (state === "reconnecting" && !this.chosen.voicesOnly) this.away = window.setTimeout(() => this.offerVoices(true), 10_000);
    this.offerVoices(state === "weak" && !this.chosen.voicesOnly);
    if (state === "reconnecting" && line.up) say("coming-back");
    else unsay("coming-back");
    if (state === "weak" && !this.chosen.voicesOnly) {
      this.wasWeak = true;
      say("weak");
    } else if (state === "live" && this.wasWeak) {
      this.wasWeak = false;
      say("picture-back", 5000);
    }
    if (state === "ended" && why === "elsewhere") say("elsewhere");
    const frame = byId("frame");
    if (frame) frame.dataset.media = state;
    this.stage.paint();
  }

  private heard(): void {
    const had = document.activeElement === byId("hear");
    this.hear(true);
    if (had) byId("main")?.focus({ preventScroll: true });
  }

  private hear(on: boolean): void {
    const button = byId("hear");
    if (button) button.hidden = on;
  }

  private unplugged(kind: Kind): void {
    say(kind === "audio" ? "mic-lost" : "camera-lost", 15_000);
    this.show();
  }

  private pressed(target: HTMLElement): void {
    if (target.closest("#mic")) void this.toggleMic();
    else if (target.closest("#camera")) void this.toggleCamera();
    else if (target.closest("#hear")) void this.media?.play().then(() => this.heard()).catch(() => {});
    else if (target.closest("#offer-voices")) void this.voicesOnly(true);
    else if (target.closest("#voices-only")) void this.voicesOnly(byId<HTMLInputElement>("voices-only")!.checked);
    else if (target.closest("#self-show")) this.showSelf(true);
    else if (target.closest("#self-hide")) this.showSelf(false);
  }

  private async picked(select: HTMLSelectElement): Promise<void> {
    const media = this.media;
    if (!media) return;
    try {
      if (select.id === "use-camera") await media.useCamera((this.chosen.camera = select.value));
      else if (select.id === "use-mic") await media.useMic((this.chosen.mic = select.value));
      else if (select.id === "use-speaker") await media.useSpeaker((this.chosen.speaker = select.value));
      else return;
    } catch {
      say(select.id === "use-camera" ? "no-camera" : "no-mic", 12_000);
    }
    this.show();
  }

  private showSelf(on: boolean): void {
    this.chosen.showSelf = on;
    this.show();
    byId(on ? "self-hide" : "self-show")?.focus();
  }

  /** The own controls, as they are in this browser; and what a reload should find again. */
  private show(): void {
    const { micOn = false, cameraOn = false } = this.media ?? {};
    for (const [id, on] of [["mic", micOn], ["camera", cameraOn]] as const) {
      byId(id)?.setAttribute("aria-pressed", String(on));
      byId(id)?.classList.toggle("off", !on);
    }
    const voices = byId<HTMLInputElement>("voices-only");
    if (voices) voices.checked = !!this.chosen.voicesOnly;
    const hidden = byId("self");
    const view = byId("selfview");
    const picture = byId<HTMLVideoElement>("self-picture");
    const seen = cameraOn && !!this.chosen.showSelf;
    if (hidden) hidden.hidden = !cameraOn || seen;
    if (view) view.hidden = !seen;
    if (picture) {
      const now = seen ? (this.media?.selfView ?? null) : null;
      if (picture.srcObject !== now) picture.srcObject = now;
    }
    if (this.media) Object.assign(this.chosen, { seat: this.seat, micOn, cameraOn });
    keepDevices(this.chosen);
    this.stage.paint();
  }
}
