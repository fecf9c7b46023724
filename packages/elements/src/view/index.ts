export { CallScreens, type ScreensHost } from './screens.js';
