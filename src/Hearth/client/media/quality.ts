import type { Level } from "./frames";

const levels: Level[] = ["full", "low", "audio"];

/**
 * Keeps voices clean on a narrow line, by itself: the media server would go on pushing pictures that do not fit and drown the
 * sound with them. Three bad seconds, or the node saying so: one step down. Twenty clean ones: one step up.
 */
export class Stepper {
  private step = 0;
  private held = false;
  private bad = 0;
  private clean = 0;
  private told = 0;
  private rest = 0;
  private seen: { received: number; lost: number; concealed: number; samples: number } | null = null;

  constructor(private readonly changed: (level: Level) => void) {}

  get level(): Level {
    return levels[this.step] ?? "full";
  }

  /** Voices alone, by choice: as narrow as it gets, and not up again by itself. */
  hold(on: boolean): void {
    this.held = on;
    const step = on ? levels.length - 1 : 0;
    if (step === this.step) return;
    this.step = step;
    this.changed(this.level);
  }

  /** The node reports losses. */
  slow(): void {
    this.told++;
  }

  /** New connections: what was counted is void, and their first seconds tell nothing. */
  restart(): void {
    this.seen = null;
    this.bad = this.clean = this.told = 0;
    this.rest = 5;
  }

  /** Called every second with the receiving connection. */
  async look(pc: RTCPeerConnection | null): Promise<void> {
    const now = { received: 0, lost: 0, concealed: 0, samples: 0 };
    if (pc)
      for (const s of (await pc.getStats()).values()) {
        if (s.type !== "inbound-rtp") continue;
        now.received += s.packetsReceived ?? 0;
        now.lost += s.packetsLost ?? 0;
        // Silence made up for silence is no harm.
        now.concealed += (s.concealedSamples ?? 0) - (s.silentConcealedSamples ?? 0);
        now.samples += s.totalSamplesReceived ?? 0;
      }
    const before = this.seen;
    this.seen = now;
    const told = this.told;
    this.told = 0;
    if (!before || this.rest-- > 0) return;
    this.rest = 0;
    const packets = now.received - before.received;
    const lost = now.lost - before.lost;
    const samples = now.samples - before.samples;
    const isBad =
      told > 0 || (packets > 10 && lost > 0.05 * (packets + lost)) || (samples > 0 && now.concealed - before.concealed > 0.05 * samples);
    this.bad = isBad ? this.bad + 1 : 0;
    this.clean = isBad ? 0 : this.clean + 1;
    if (this.bad >= 3) this.move(1);
    else if (this.clean >= 20 && !this.held) this.move(-1);
  }

  private move(by: number): void {
    this.bad = this.clean = 0;
    const step = Math.min(levels.length - 1, Math.max(0, this.step + by));
    if (step === this.step) return;
    this.step = step;
    this.changed(this.level);
  }
}
