const WIDTH = 640;
const HEIGHT = 480;

function hueOf(text: string): number {
  let hue = 0;
  for (const letter of text) hue = (hue * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return hue;
}

function drawPerson(context: CanvasRenderingContext2D, hue: number, sway: number): void {
  const wall = context.createLinearGradient(0, 0, WIDTH, HEIGHT);
  wall.addColorStop(0, `hsl(${hue} 40% 80%)`);
  wall.addColorStop(1, `hsl(${hue} 30% 55%)`);
  context.fillStyle = wall;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = `hsl(${(hue + 180) % 360} 30% 32%)`;
  context.beginPath();
  context.ellipse(WIDTH / 2 + sway, 210, 84, 104, 0, 0, 2 * Math.PI);
  context.ellipse(WIDTH / 2, HEIGHT + 20, 200, 160, 0, 0, 2 * Math.PI);
  context.fill();
}

function drawScreen(context: CanvasRenderingContext2D, hue: number, sway: number): void {
  context.fillStyle = '#fbfaf7';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = `hsl(${hue} 30% 40%)`;
  for (let line = 0; line < 9; line += 1) context.fillRect(48, 48 + 44 * line, 260 + ((line * 97) % 240) + sway, 14);
}

/** A moving picture for a track: the story of a call needs no camera. */
export function pictureOf(trackId: string): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  const context = canvas.getContext('2d');
  const stream = canvas.captureStream(8);
  const hue = hueOf(trackId);
  const draw = (time: number): void => {
    if (!context || !stream.active) return;
    (trackId.startsWith('screen') ? drawScreen : drawPerson)(context, hue, 8 * Math.sin(time / 900));
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
  return stream;
}
