// A local POLYV for development and tests, with Node. It is CommonJS inside, so that Jest may require it.

export {
  DEFAULT_APP_SECRET,
  faults,
  sign,
  signCallback,
  signCustom,
  signExternal,
  startEmulator,
} from "./emulator.cjs";
