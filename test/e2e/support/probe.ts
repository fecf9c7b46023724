import type { BrowserContext, Page } from 'playwright';

/** What a page has open. */
export interface Leftovers {
  readonly openConnections: number;
  readonly liveTracks: number;
}

/** Sums over every open connection of a page. */
export interface Received {
  readonly audioPackets: number;
  readonly audioEnergy: number;
  readonly videoPackets: number;
}

declare global {
  interface Window {
    probe: { leftovers(): Leftovers; received(): Promise<Received>; connections(): number };
  }
}

/** Counts connections and captured tracks from before the page's first script on. */
export async function addProbe(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const connections: RTCPeerConnection[] = [];
    const tracks: MediaStreamTrack[] = [];
    window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
      construct(target, args, newTarget) {
        const connection = Reflect.construct(target, args, newTarget) as RTCPeerConnection;
        connections.push(connection);
        return connection;
      },
    });
    const keep = async (capture: Promise<MediaStream>) => {
      const stream = await capture;
      tracks.push(...stream.getTracks());
      return stream;
    };
    // Pages that are not secure have no devices.
    if ('mediaDevices' in navigator) {
      const devices = navigator.mediaDevices;
      const getUserMedia = devices.getUserMedia.bind(devices);
      const getDisplayMedia = devices.getDisplayMedia.bind(devices);
      devices.getUserMedia = (constraints) => keep(getUserMedia(constraints));
      devices.getDisplayMedia = (options) => keep(getDisplayMedia(options));
    }
    const open = () => connections.filter((connection) => connection.connectionState !== 'closed');
    window.probe = {
      connections: () => connections.length,
      leftovers: () => ({ openConnections: open().length, liveTracks: tracks.filter((track) => track.readyState === 'live').length }),
      received: async () => {
        const sum = { audioPackets: 0, audioEnergy: 0, videoPackets: 0 };
        for (const connection of open()) {
          for (const stats of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
            if (stats['type'] !== 'inbound-rtp') continue;
            if (stats['kind'] === 'audio') {
              sum.audioPackets += Number(stats['packetsReceived'] ?? 0);
              sum.audioEnergy += Number(stats['totalAudioEnergy'] ?? 0);
            } else sum.videoPackets += Number(stats['packetsReceived'] ?? 0);
          }
        }
        return sum;
      },
    };
  });
}

export const leftovers = (page: Page): Promise<Leftovers> => page.evaluate(() => window.probe.leftovers());
export const received = (page: Page): Promise<Received> => page.evaluate(() => window.probe.received());
