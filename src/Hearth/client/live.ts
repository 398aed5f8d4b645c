// The script of live pages (the room, and the camera check): a bundle of its own, since no other page needs it.
export * from "./media";
