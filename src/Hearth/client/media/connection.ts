// Every connection of a page is made here, so that all of them know the same ways through a strict network.

let ways: RTCIceServer[] = [];

/** The house's own relay and a password for it, as the server says with each welcome. There is never another one. */
export function relays(servers: RTCIceServer[]): void {
  ways = servers;
}

export function configuration(): RTCConfiguration {
  return { bundlePolicy: "max-bundle", iceServers: ways };
}

export function newConnection(): RTCPeerConnection {
  return new RTCPeerConnection(configuration());
}
