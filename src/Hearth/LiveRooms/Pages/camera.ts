// The camera check: what others would see and hear, tried through the real media server, in a room of one's own.
import { line } from "../../client/fragments";
import { echoTest, fromDevices, type Kind, type Transport } from "../../client/media";
import { carryDevices } from "../../client/devices";

const form = document.getElementById("check") as HTMLFormElement | null;
const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const words = (name: string) => form?.dataset[name] ?? "";

type Trouble = "denied" | "missing" | "busy";
const troubleOf = (e: unknown): Trouble => {
  const name = e instanceof DOMException ? e.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "busy";
};

class Check {
  private readonly tracks: Partial<Record<Kind, MediaStreamTrack>> = {};
  private readonly devices: Partial<Record<Kind | "speaker", string>> = {};
  private ear: { context: AudioContext; meter: AnalyserNode } | null = null;
  private trying: AbortController | null = null;
  private readonly mirror = byId<HTMLVideoElement>("mirror");

  constructor(private readonly form: HTMLFormElement) {
    document.querySelectorAll<HTMLElement>("[data-script]").forEach((part) => (part.hidden = false));
    byId("begin").addEventListener("click", () => void this.begin());
    byId("again").addEventListener("click", () => void this.begin());
    byId("camera-toggle").addEventListener("click", () => void this.toggleCamera());
    byId("chime").addEventListener("click", () => void this.chime());
    byId("pick-camera").addEventListener("change", (e) => void this.pick("video", (e.target as HTMLSelectElement).value));
    byId("pick-mic").addEventListener("change", (e) => void this.pick("audio", (e.target as HTMLSelectElement).value));
    byId("pick-speaker").addEventListener("change", (e) => (this.devices.speaker = (e.target as HTMLSelectElement).value));
    form.addEventListener("change", (e) => {
      if ((e.target as HTMLInputElement).name === "How") void this.follow();
    });
    form.addEventListener("submit", () => {
      carryDevices({ camera: this.devices.video, mic: this.devices.audio, speaker: this.devices.speaker, showSelf: !byId<HTMLInputElement>("hide-self").checked });
      this.end();
    });
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.list());
    void this.beginIfAllowed();
  }

  /** No question by the browser on arriving: only where it was answered before. */
  private async beginIfAllowed(): Promise<void> {
    try {
      const asked = await Promise.all(["camera", "microphone"].map((name) => navigator.permissions.query({ name: name as PermissionName })));
      if (asked.every((a) => a.state === "granted")) await this.begin();
    } catch {
      // This browser does not say: the button asks.
    }
  }

  private async begin(): Promise<void> {
    const before = document.querySelector<HTMLElement>("[data-before]");
    const had = before?.contains(document.activeElement);
    if (before) before.hidden = true;
    document.querySelector<HTMLElement>("[data-after]")!.hidden = false;
    if (had) byId("camera-toggle").focus();
    // Asked before the microphone is tried: without one, another way in is chosen, and the camera's own trouble would not be told.
    const withPicture = this.how === "Camera";
    await this.open("audio");
    if (withPicture) await this.open("video");
    await this.list();
    await this.tryTheWay();
  }

  private get how(): string {
    return (this.form.elements.namedItem("How") as RadioNodeList).value;
  }

  private set how(value: string) {
    (this.form.elements.namedItem("How") as RadioNodeList).value = value;
  }

  private async open(kind: Kind): Promise<boolean> {
    this.close(kind);
    try {
      const track = await fromDevices(kind, this.devices[kind]);
      this.tracks[kind] = track;
      track.onended = () => {
        this.close(kind);
        this.tell(kind, "missing");
      };
      if (kind === "video") this.show(track);
      else this.listen(track);
      this.tell(kind, null);
      return true;
    } catch (e) {
      const trouble = navigator.mediaDevices ? troubleOf(e) : "missing";
      this.tell(kind, trouble);
      // A way on that works, chosen for them and said beside it.
      if (kind === "video" && this.how === "Camera") this.how = "VoiceOnly";
      if (kind === "audio" && (this.how === "Camera" || this.how === "VoiceOnly") && this.form.querySelector("[value=Writing]")) this.how = "Writing";
      return false;
    }
  }

  private close(kind: Kind): void {
    const track = this.tracks[kind];
    if (!track) return;
    delete this.tracks[kind];
    track.onended = null;
    track.stop();
    if (kind === "video") this.show(null);
    else {
      void this.ear?.context.close();
      this.ear = null;
      this.level(0);
    }
  }

  private tell(kind: Kind, trouble: Trouble | null): void {
    if (kind === "video") {
      const row = byId("row-camera");
      row.hidden = trouble === null;
      if (trouble) row.querySelector(".row-t")!.textContent = words(`camera${cap(trouble)}`);
      return;
    }
    byId("row-mic").querySelector(".row-t")!.textContent = trouble ? words(`mic${cap(trouble)}`) : words("micQuiet");
    byId("level").hidden = trouble !== null;
  }

  private show(track: MediaStreamTrack | null): void {
    this.mirror.srcObject = track ? new MediaStream([track]) : null;
    document.querySelector<HTMLElement>(".mirror")!.dataset.state = track ? "on" : "off";
    const toggle = byId("camera-toggle");
    toggle.setAttribute("aria-pressed", String(!!track));
    toggle.querySelector("span")!.textContent = words(track ? "cameraOn" : "cameraOff");
  }

  /** What the microphone hears, as it is: nothing of it leaves this page but in the check itself. */
  private listen(track: MediaStreamTrack): void {
    const context = new AudioContext();
    const meter = new AnalyserNode(context, { fftSize: 512, smoothingTimeConstant: 0.5 });
    context.createMediaStreamSource(new MediaStream([track])).connect(meter);
    void context.resume();
    this.ear = { context, meter };
    const samples = new Float32Array(meter.fftSize);
    const look = () => {
      if (this.ear?.meter !== meter) return;
      meter.getFloatTimeDomainData(samples);
      const loud = Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length);
      this.level(Math.min(8, Math.max(0, Math.round(8 + 3.2 * Math.log10(loud * 4 + 1e-6)))));
      setTimeout(look, 90);
    };
    look();
  }

  private level(lit: number): void {
    byId("level").querySelectorAll("i").forEach((bar, i) => bar.classList.toggle("on", i < lit));
    if (lit > 4) byId("row-mic").querySelector(".row-t")!.textContent = words("micHears");
  }

  private async toggleCamera(): Promise<void> {
    if (this.tracks.video) {
      this.close("video");
      if (this.how === "Camera") this.how = "VoiceOnly";
    } else if (await this.open("video")) {
      if (this.how === "VoiceOnly") this.how = "Camera";
    }
  }

  /** The choice beside it says whether there is a picture. */
  private async follow(): Promise<void> {
    if (byId("begin").closest<HTMLElement>("[data-before]")?.hidden === false) return;
    if (this.how === "Camera" && !this.tracks.video) await this.open("video");
    else if (this.how !== "Camera") this.close("video");
  }

  private async pick(kind: Kind, device: string): Promise<void> {
    this.devices[kind] = device;
    if (kind === "audio" || this.tracks.video || this.how === "Camera") await this.open(kind);
  }

  private async list(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const fill = (id: string, kind: MediaDeviceKind, now: string | undefined) => {
      const found = all.filter((d) => d.kind === kind && d.deviceId);
      byId<HTMLSelectElement>(id).replaceChildren(...found.map((d, i) => new Option(d.label || words("unnamed").replace("{0}", String(i + 1)), d.deviceId, false, d.deviceId === now)));
      return found.length;
    };
    fill("pick-camera", "videoinput", this.tracks.video?.getSettings().deviceId);
    fill("pick-mic", "audioinput", this.tracks.audio?.getSettings().deviceId);
    const speakers = "setSinkId" in HTMLMediaElement.prototype ? fill("pick-speaker", "audiooutput", this.devices.speaker ?? "default") : 0;
    byId("speakers").hidden = speakers < 2;
  }

  /**
   * There and back through the media server, with what is open now, until it was found. A media server that is just being started
   * anew is no bad line: what does not get through is told after a while of trying, and tried on.
   */
  private async tryTheWay(): Promise<void> {
    this.trying?.abort();
    const { signal } = (this.trying = new AbortController());
    const began = performance.now();
    this.way("asking");
    while (!signal.aborted) {
      const nothing = !this.tracks.audio && !this.tracks.video; // to send there, and so nothing to come back
      byId("row-way").hidden = nothing;
      if (nothing) return;
      const verdict = await this.tryOnce(signal);
      if (signal.aborted) return;
      if (verdict !== "failed" || performance.now() - began > 8000) this.way(verdict);
      if (verdict !== "failed") return;
      await pause(2000);
    }
  }

  private async tryOnce(signal: AbortSignal): Promise<"good" | "weak" | "failed"> {
    const transport = new EchoLine(this.form.dataset.session ?? "");
    try {
      const result = await echoTest(transport, {
        audio: !!this.tracks.audio,
        video: !!this.tracks.video,
        capture: (kind) => Promise.resolve(this.tracks[kind]!.clone()),
        seconds: 3,
        signal,
      });
      return result.verdict;
    } catch {
      return "failed";
    } finally {
      transport.end();
    }
  }

  private way(state: "asking" | "good" | "weak" | "failed"): void {
    const row = byId("row-way");
    row.dataset.state = state;
    row.querySelector(".row-t")!.textContent = words(`way${cap(state)}`);
    row.querySelector(".row-s")!.textContent = words(`way${cap(state)}More`);
  }

  /** Two soft notes, where they would hear the circle. */
  private async chime(): Promise<void> {
    const context = new AudioContext();
    if (this.devices.speaker) await (context as AudioContext & { setSinkId?(id: string): Promise<void> }).setSinkId?.(this.devices.speaker).catch(() => {});
    [392, 523.25].forEach((hertz, i) => {
      const at = context.currentTime + i * 0.28;
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(0.18, at + 0.03);
      gain.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
      const note = new OscillatorNode(context, { frequency: hertz });
      note.connect(gain).connect(context.destination);
      note.start(at);
      note.stop(at + 1);
    });
    setTimeout(() => void context.close(), 1600);
  }

  private end(): void {
    this.trying?.abort();
    this.close("audio");
    this.close("video");
  }
}

/** The page's open line, to an echo room that the server makes for it. */
class EchoLine implements Transport {
  onframe: ((frame: unknown) => void) | null = null;
  onstate: ((open: boolean) => void) | null = null;
  open = false;
  private ended = false;

  constructor(private readonly session: string) {
    EchoLine.now = this;
    void this.begin();
  }

  send(frame: object): void {
    if (this.open) void line.frame("echo", { frame }).catch(() => {});
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.open = false;
    if (line.up) void line.frame("echo", { close: true }).catch(() => {});
  }

  async begin(): Promise<void> {
    if (this.ended || !line.up) return; // told again when the line is up
    try {
      const answer = (await line.frame("echo", { session: this.session })) as { opened?: boolean };
      if (this.ended) return;
      if (answer.opened) {
        this.open = true;
        this.onstate?.(true);
      } else this.onframe?.({ t: "gone", why: "refused" });
    } catch {
      // The line broke meanwhile.
    }
  }

  lost(): void {
    this.open = false;
    this.onstate?.(false);
  }

  static now: EchoLine | null = null;
}

line.on("echo", (frame) => EchoLine.now?.onframe?.(frame));
line.onState((up) => (up ? void EchoLine.now?.begin() : EchoLine.now?.lost()));

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const cap = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

if (form) new Check(form);
