// What was chosen in the mirror, carried to the room. Ids that the browser made up for this site, kept in the tab alone: handed over
// once, then held in this page's place in the tab's history, so that a reload finds them and nothing else does.

export interface Chosen {
  camera?: string | undefined;
  mic?: string | undefined;
  speaker?: string | undefined;
  showSelf?: boolean;
  /** In the room: what was on, and in which seat, so that a reload finds it as it was. */
  seat?: string;
  micOn?: boolean;
  cameraOn?: boolean;
  /** No pictures either way, by their own choice: a poor line, or one that costs. */
  voicesOnly?: boolean;
}

const key = "chosen";

export function carryDevices(chosen: Chosen): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(chosen));
  } catch {
    // Storage may be blocked: the room then takes the usual devices.
  }
}

export function takeDevices(): Chosen {
  let chosen = (history.state as { chosen?: Chosen } | null)?.chosen ?? {};
  try {
    const carried = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (carried) chosen = JSON.parse(carried) as Chosen;
  } catch {
    // As above.
  }
  keepDevices(chosen);
  return chosen;
}

export function keepDevices(chosen: Chosen): void {
  history.replaceState({ ...(history.state as object | null), chosen }, "");
}
