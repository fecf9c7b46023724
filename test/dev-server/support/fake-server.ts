/** Stands for livekit-server: answers on the port of its configuration, and like the real one it drains at the first SIGTERM. */
export const FAKE_SERVER = `
const { createServer } = require('node:http');
const config = JSON.parse(process.env.LIVEKIT_CONFIG);
let asked = 0;
process.on('SIGTERM', () => { asked += 1; if (asked > 1) process.exit(0); });
createServer((request, response) => response.end('OK')).listen(config.port, config.bind_addresses[0]);
`;
