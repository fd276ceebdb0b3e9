// Must not build: this would send the appSecret to every visitor.
import { PolyvClient } from "polyv-edge/edge";

globalThis.client = new PolyvClient({ appId: "id", appSecret: "secret" });
