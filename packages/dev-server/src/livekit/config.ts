import { randomBytes } from 'node:crypto';
import { freeTcpPort, freeUdpPort } from '../ports.js';

/** What one run of the media server is told. */
export interface ServerSettings {
  readonly httpPort: number;
  readonly udpPort: number;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Free ports and new secrets. */
export async function newSettings(): Promise<ServerSettings> {
  const [httpPort, udpPort] = await Promise.all([freeTcpPort(), freeUdpPort()]);
  return { httpPort, udpPort, apiKey: `demo${randomBytes(8).toString('hex')}`, apiSecret: randomBytes(36).toString('base64url') };
}

/**
 * The server's configuration as JSON, which is YAML too. It goes by environment, so it never lies in a file.
 * Everything stays on the loopback address; the sources of the single settings are LiveKit's config-sample.yaml and pkg/config/config.go.
 */
export function serverConfig({ httpPort, udpPort, apiKey, apiSecret }: ServerSettings): string {
  return JSON.stringify({
    port: httpPort,
    bind_addresses: ['127.0.0.1'],
    rtc: {
      udp_port: udpPort,
      // Any other value listens on all addresses, whatever bind_addresses says.
      tcp_port: 0,
      node_ip: '127.0.0.1',
      use_external_ip: false,
      enable_loopback_candidate: true,
      ips: { includes: ['127.0.0.1/32'] },
      // Without one, browsers are told to ask STUN servers of third parties.
      stun_servers: ['127.0.0.1:3478'],
      // With the defaults, pictures of several people who join at once come half a second late.
      pli_throttle: { low_quality: '50ms', mid_quality: '50ms', high_quality: '50ms' },
    },
    // The service makes the rooms.
    room: { auto_create: false, empty_timeout: 120, departure_timeout: 60 },
    keys: { [apiKey]: apiSecret },
    logging: { level: 'warn' },
  });
}
